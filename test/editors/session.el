;;; Does in Emacs what a person would, and writes what Eglot has then, one fact a line.  -*- lexical-binding: t -*-
(require 'eglot)

(defun say (&rest words)
  (write-region (concat (mapconcat (lambda (word) (format "%s" word)) words " ") "\n") nil (getenv "RESULT") t 'quiet))

(defun wait-until (is-so)
  (with-timeout (20 (error "It never came"))
    (while (not (funcall is-so)) (accept-process-output nil 0.05))))

(defun go-to (line column)
  (goto-char (point-min))
  (forward-line (1- line))
  (move-to-column column))

(defun line-of (line)
  (save-excursion (go-to line 0) (buffer-substring-no-properties (point) (line-end-position))))

;; Without a screen: the first command starts Eglot, the keyboard has been used, and what Emacs asks is answered here.
(find-file (getenv "MANIFEST"))
(run-hooks 'post-command-hook)
(setq last-nonmenu-event 'key)
(fset 'y-or-n-p (lambda (_question) t))

; The first problem needs no other file, so that it may come before the second.
(wait-until (lambda () (= 2 (length (flymake-diagnostics)))))
(dolist (problem (sort (flymake-diagnostics) (lambda (one other) (< (flymake-diagnostic-beg one) (flymake-diagnostic-beg other)))))
  (say "problem" (line-number-at-pos (flymake-diagnostic-beg problem)) (car (split-string (flymake-diagnostic-text problem) ":"))))

(go-to 3 17)
(let (hover)
  (eglot-hover-eldoc-function (lambda (text &rest _) (setq hover (substring-no-properties text))))
  (wait-until (lambda () hover))
  (string-match "[a-z0-9.-]+" hover)
  (say "hover" (match-string 0 hover)))

(go-to 5 14)
(setq completing-read-function
      (lambda (_prompt actions &rest _)
        (dolist (action actions) (say "action" (car action)))
        "Change to clusterIP: None"))
(call-interactively #'eglot-code-actions)
(say "changed" (line-of 5))

(go-to 13 15)
(delete-region (point) (line-end-position))
(completion-at-point)
(say "completed" (line-of 13))

(go-to 3 17)
(eglot-rename "store")
(say "renamed" (line-of 13))
(find-file (getenv "CLIENT"))
(say "renamed" (line-of 5))

(find-file (getenv "MANIFEST"))
(say "command"
     (plist-get (jsonrpc-request (eglot-current-server) :workspace/executeCommand
                                 '(:command "headlight.server.resolveName" :arguments [(:name "store" :from "prod")]))
                :title))
