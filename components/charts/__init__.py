"""Charts: data frames to Plotly figures, without storage or Streamlit."""
