# Values as JSON, for the scripts that are run inside of tools; it is put before them.

proc edascribe_string {text} {
  set text [string map {\\ \\\\ \" \\\" \n \\n \r \\r \t \\t} $text]
  regsub -all {[\x00-\x1f\x7f]} $text " " text
  return "\"$text\""
}

proc edascribe_list {words} {
  set items {}
  foreach word $words { lappend items [edascribe_string $word] }
  return "\[[join $items ,]\]"
}

