"""The whole dashboard as a folder of files, for any web server or a disk: no program answers there."""
