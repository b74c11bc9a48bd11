"""The server: settings, the live catalogue, the API, and the middleware around every request."""
