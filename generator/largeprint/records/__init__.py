"""What is kept beside the text, or written back into it: values in, new bytes out. ``commit`` does the writing."""
