// REQUIRES: header-wx
// packages: libwxgtk3.2-dev
// RUN: %closure-tidy %s -- -std=c++17 -isystem /usr/include/wx-3.2 -isystem /usr/lib/x86_64-linux-gnu/wx/include/gtk3-unicode-3.2 -D_FILE_OFFSET_BITS=64 -DWXUSINGDLL -D__WXGTK__ 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// wxWidgets.
#include <wx/app.h>
#include <wx/button.h>
#include <wx/dialog.h>
#include <wx/event.h>
#include <wx/frame.h>
#include <wx/scopeguard.h>
#include <wx/thread.h>
#include <wx/timer.h>

void bound(wxWindow &window, int clicks) {
  // CHECK: :[[#@LINE+1]]:34: warning: lambda captures 'clicks' by reference
  window.Bind(wxEVT_LEFT_DOWN, [&clicks](wxMouseEvent &) { ++clicks; });
}
void boundToDerived(wxButton *button) {
  int clicks = 0;
  // CHECK: :[[#@LINE+1]]:32: warning: lambda captures 'clicks' by reference
  button->Bind(wxEVT_BUTTON, [&clicks](wxCommandEvent &) { ++clicks; });
}
void after(wxEvtHandler &handler, int x) {
  // CHECK: :[[#@LINE+1]]:23: warning: lambda captures 'x' by reference
  handler.CallAfter([&x] { ++x; });
}
void windowModal(wxDialog *dialog) {
  int result = 0;
  // CHECK: :[[#@LINE+1]]:35: warning: lambda captures 'result' by reference
  dialog->ShowWindowModalThenDo([&result](int code) { result = code; });
}
class Frame : public wxFrame {
public:
  Frame() {
    int count = 0;
    // CHECK: :[[#@LINE+1]]:32: warning: lambda captures 'count' by reference
    Bind(wxEVT_CLOSE_WINDOW, [&count](wxCloseEvent &) { ++count; });
    // The object lives as long as its handlers do.
    Bind(wxEVT_IDLE, [this](wxIdleEvent &) { ++idle; });
    timer.Bind(wxEVT_TIMER, [this](wxTimerEvent &) { ++idle; });
    CallAfter([this] { ++idle; });
  }

private:
  wxTimer timer;
  int idle = 0;
};

// What the handlers use outlives the dialog.
int modal(wxWindow *parent) {
  int clicks = 0;
  wxDialog dialog(parent, wxID_ANY, "Count");
  dialog.Bind(wxEVT_BUTTON, [&clicks](wxCommandEvent &) { ++clicks; });
  dialog.ShowModal();
  return clicks;
}
// The children die with the dialog.
int modalChild(wxWindow *parent) {
  int clicks = 0;
  wxDialog dialog(parent, wxID_ANY, "Count");
  auto *button = new wxButton(&dialog, wxID_OK, "More");
  button->Bind(wxEVT_BUTTON, [&clicks](wxCommandEvent &) { ++clicks; });
  dialog.ShowModal();
  return clicks;
}
void localTimer(wxEvtHandler &) {
  int ticks = 0;
  wxTimer timer;
  timer.Bind(wxEVT_TIMER, [&ticks](wxTimerEvent &) { ++ticks; });
  timer.Start(100);
}
void unbound(wxWindow &window) {
  int clicks = 0;
  auto count = [&clicks](wxMouseEvent &) { ++clicks; };
  window.Bind(wxEVT_LEFT_DOWN, count);
  window.Update();
  window.Unbind(wxEVT_LEFT_DOWN, count);
}
void byValue(wxWindow &window, int x) {
  window.Bind(wxEVT_LEFT_DOWN, [x](wxMouseEvent &event) { event.Skip(x != 0); });
  window.CallAfter([x] { (void)x; });
}
// Run at the end of the block.
int guarded(int x) {
  wxScopeGuard guard = wxMakeGuard([&x] { ++x; });
  guard.Dismiss();
  return x;
}
