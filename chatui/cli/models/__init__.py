"""`chatui models`: find, get, check and remove models; what a model or a download is, the library knows."""
