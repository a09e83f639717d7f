"""All that knows Streamlit: router, signed-in user, filters, charts, labels, forms, theme."""
