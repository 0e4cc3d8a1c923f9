"""What is asked: models, library and checks of banks."""
