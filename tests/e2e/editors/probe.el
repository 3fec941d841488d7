;; Does in a running Emacs what its user would, and writes what came of it to $ANSWER.  -*- lexical-binding: t -*-
(require 'flymake)
(require 'json)

(defun probe-wait (what condition)
  (with-timeout (20 (error "Waited in vain for %s" what))
    (while (not (funcall condition)) (accept-process-output nil 0.02))))

(defun probe-session ()
  ;; Emacs runs these hooks after each command, but a batch job has no commands.
  (run-hooks 'post-command-hook)
  (probe-wait "the server" #'eglot-current-server)
  (probe-wait "the faults" #'flymake-diagnostics)
  (let ((faults (vconcat (mapcar #'flymake-diagnostic-text (flymake-diagnostics))))
        (hover (progn (goto-char 4)
                      (plist-get (plist-get (jsonrpc-request (eglot-current-server) :textDocument/hover
                                                             (eglot--TextDocumentPositionParams))
                                            :contents)
                                 :value))))
    (goto-char (point-min))
    (forward-line 1)
    (end-of-line)
    (completion-at-point)
    (list :faults faults :hover hover :line (buffer-substring (line-beginning-position) (line-end-position)))))

(find-file (getenv "SCRIPT"))
(let ((answer (condition-case problem (probe-session) (error (list :error (error-message-string problem))))))
  (with-temp-file (getenv "ANSWER") (insert (json-serialize answer))))
(set-buffer-modified-p nil)
(kill-emacs 0)
