memory -nomap
