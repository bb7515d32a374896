package chromium

import (
	"fmt"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// complaints are what the page of a tab complained of.
type complaints struct {
	mu        sync.Mutex
	new       []string
	allowed   []string
	documents map[network.RequestID]bool // requests for a page, in contrast to those for its parts
}

// Allow lets the page complain of something, known by a part of the text, such as "status of 409" where a conflict is provoked.
func (tab *Tab) Allow(text string) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	tab.allowed = append(tab.allowed, text)
}

// report fails the test with what is new.
func (tab *Tab) report() {
	tab.t.Helper()
	tab.mu.Lock()
	complaints := tab.new
	tab.new = nil
	tab.mu.Unlock()
	for _, c := range complaints {
		tab.t.Errorf("the page complains: %s", c)
	}
}

// hear takes what the tab tells, in order.
func (tab *Tab) hear(event any) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	if _, opens := event.(*page.EventJavascriptDialogOpening); opens { // or the page would stand still
		go func() {
			_, _ = chromedp.Call(tab.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true})
		}()
	}
	text := tab.complaint(event)
	if text == "" {
		return
	}
	for _, allowed := range tab.allowed {
		if strings.Contains(text, allowed) {
			return
		}
	}
	tab.new = append(tab.new, text)
}

// complaint reads an event; it is empty for all that is in order.
func (c *complaints) complaint(event any) string {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if e.Type == network.ResourceTypeDocument {
			if c.documents == nil {
				c.documents = map[network.RequestID]bool{}
			}
			c.documents[e.RequestID] = true
		}
	case *log.EventEntryAdded:
		// A page may well be the answer to what cannot be done, and have such a status. Parts of a page may not.
		if e.Entry.Level == log.EntryLevelError && !c.documents[e.Entry.NetworkRequestID] {
			return strings.TrimSpace(fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		}
	case *runtime.EventExceptionThrown:
		return "uncaught: " + thrown(e.ExceptionDetails)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			return "console: " + said(e.Args)
		}
	case *page.EventJavascriptDialogOpening:
		return fmt.Sprintf("it opens a dialog (%s): %s", e.Type, e.Message)
	}
	return ""
}

// thrown words an exception with the place where it was thrown.
func thrown(d *runtime.ExceptionDetails) string {
	if d.Exception != nil && d.Exception.Description != "" {
		return d.Exception.Description
	}
	return fmt.Sprintf("%s %s:%d", d.Text, d.URL, d.LineNumber+1)
}

func said(args []*runtime.RemoteObject) string {
	var words []string
	for _, a := range args {
		if a.Description != "" {
			words = append(words, a.Description)
		} else {
			words = append(words, strings.Trim(string(a.Value), `"`))
		}
	}
	return strings.Join(words, " ")
}
