// Package chromium is for tests of pages: it opens them in a real, headless Chromium, as a person would, by mouse and
// by keyboard.
//
//	func TestStaffMoveAMember(t *testing.T) {
//		tab := chromium.Open(t, chromium.View{}, chromium.Serve(t, handler)+"/groups")
//		tab.Drag("#member-7", "#group-2")
//		tab.WaitText("Moved")
//	}
//
// Nothing waits for a time: each step waits until it can be done, and fails the test where that takes unreasonably
// long. Whatever a page complains of fails the test as well: an error on the console, an uncaught exception, a
// violation of its Content-Security-Policy.
//
// It knows browsers; it must not know the programme's pages, and nothing but tests imports it.
package chromium
