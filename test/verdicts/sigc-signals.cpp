// flags: -std=c++20 $(pkg-config --cflags glibmm-2.4 gtkmm-3.0)
// packages: libgtkmm-3.0-dev pkg-config
// Signals, slots, sources and threads of libsigc++, glibmm and gtkmm.
#include <sigc++/sigc++.h>
#include <glibmm.h>
#include <gtkmm.h>
void use(int);
sigc::slot<void> slot() { int n = 0; return sigc::slot<void>([&n] { ++n; }); } // WRONG
sigc::slot<void> bound() { int n = 0; return sigc::bind([&n](int i) { n = i; }, 3); } // WRONG
void blocked(sigc::signal<void> &s) { int n = 0; sigc::connection c = s.connect([&n] { ++n; }); c.block(); } // WRONG
void cleared(sigc::signal<void> &s) { int n = 0; s.connect([&n] { ++n; }); s.emit(); s.clear(); } // right
void emitted(sigc::signal<void> &s) { int n = 0; sigc::connection c = s.connect([&n] { ++n; }); s(); c.disconnect(); } // right
void idle() { int n = 0; Glib::signal_idle().connect([&n] { return ++n < 3; }); } // WRONG
void seconds() { int n = 0; Glib::signal_timeout().connect_seconds([&n] { return ++n < 3; }, 1); } // WRONG
void thread() { int n = 0; Glib::Threads::Thread::create([&n] { ++n; }); } // WRONG
void threadJoined() { int n = 0; auto *t = Glib::Threads::Thread::create([&n] { ++n; }); t->join(); } // right
void pool(Glib::ThreadPool &p) { int n = 0; p.push([&n] { ++n; }); } // WRONG
void poolLocal() { int n = 0; Glib::ThreadPool p; p.push([&n] { ++n; }); p.shutdown(); } // right
void tick(Gtk::Widget &w) { int n = 0; w.add_tick_callback([&n](const Glib::RefPtr<Gdk::FrameClock> &) { return ++n < 3; }); } // WRONG
void app() { int n = 0; auto a = Gtk::Application::create("a.b"); a->signal_activate().connect([&n] { ++n; }); a->run(); } // right
void appParam(Glib::RefPtr<Gtk::Application> a) { int n = 0; a->signal_activate().connect([&n] { ++n; }); } // WRONG
void entry(Gtk::Entry &e) { int n = 0; e.signal_changed().connect([&n] { ++n; }); } // WRONG
void entryDisconnected(Gtk::Entry &e) { int n = 0; auto c = e.signal_changed().connect([&n] { ++n; }); c.disconnect(); } // right
void named(Gtk::Button &b) { int n = 0; auto s = b.signal_clicked(); s.connect([&n] { ++n; }); } // WRONG
void namedLocal() { int n = 0; Gtk::Button b; auto s = b.signal_clicked(); s.connect([&n] { ++n; }); } // right
void sortFunc(Gtk::ListBox &l) { int n = 0; l.set_sort_func([&n](Gtk::ListBoxRow *, Gtk::ListBoxRow *) { return n; }); } // WRONG
void filter(Gtk::FileFilter &f) { int n = 0; f.add_custom(Gtk::FILE_FILTER_URI, [&n](const Gtk::FileFilter::Info &) { return n > 0; }); } // WRONG
void clipboard(Glib::RefPtr<Gtk::Clipboard> c) { int n = 0; c->request_text([&n](const Glib::ustring &) { ++n; }); } // WRONG
void each(Gtk::Container &c) { int n = 0; c.foreach([&n](Gtk::Widget &) { ++n; }); } // right
void property(Gtk::Entry &e) { int n = 0; e.property_text().signal_changed().connect([&n] { ++n; }); } // WRONG
void propertyLocal() { int n = 0; Gtk::Entry e; e.property_text().signal_changed().connect([&n] { ++n; }); } // right
void source() { int n = 0; auto s = Glib::TimeoutSource::create(10); s->connect([&n] { return ++n < 3; }); s->attach(); } // WRONG
void simple(Glib::RefPtr<Gio::SimpleAction> a) { int n = 0; a->signal_activate().connect([&n](const Glib::VariantBase &) { ++n; }); } // WRONG
void own() { int n = 0; Gio::DBus::own_name(Gio::DBus::BUS_TYPE_SESSION, "a.b", [&n](const Glib::RefPtr<Gio::DBus::Connection> &, const Glib::ustring &) { ++n; }); } // WRONG
void handler() { int n = 0; Glib::add_exception_handler([&n] { ++n; }); } // WRONG
void rows(Gtk::TreeView &t) { int n = 0; t.set_row_separator_func([&n](const Glib::RefPtr<Gtk::TreeModel> &, const Gtk::TreeModel::iterator &) { return n > 0; }); } // WRONG
void cellData(Gtk::TreeViewColumn &c, Gtk::CellRenderer &r) { int n = 0; c.set_cell_data_func(r, [&n](Gtk::CellRenderer *, const Gtk::TreeModel::iterator &) { ++n; }); } // WRONG
void selected(Glib::RefPtr<Gtk::TreeSelection> s) { int n = 0; s->selected_foreach_iter([&n](const Gtk::TreeModel::iterator &) { ++n; }); } // right
void selectFunc(Glib::RefPtr<Gtk::TreeSelection> s) { int n = 0; s->set_select_function([&n](const Glib::RefPtr<Gtk::TreeModel> &, const Gtk::TreeModel::Path &, bool) { return n > 0; }); } // WRONG
void file(Glib::RefPtr<Gio::File> f, Glib::RefPtr<Gio::File> g) { int n = 0; f->copy(g, [&n](goffset, goffset) { ++n; }); } // right
void readAsync(Glib::RefPtr<Gio::File> f) { int n = 0; f->read_async([&n](Glib::RefPtr<Gio::AsyncResult> &) { ++n; }); } // WRONG
struct Panel : Gtk::Box { Gtk::Button b; int v = 0; Panel() { auto s = b.signal_clicked(); s.connect([this] { ++v; }); } }; // right
void popup(Gtk::Menu &m) { int n = 0; Gtk::MenuItem i("x"); i.signal_activate().connect([&n] { ++n; }); m.append(i); } // right
void heap(Gtk::Box &b) { int n = 0; auto *w = Gtk::manage(new Gtk::Button("x")); w->signal_clicked().connect([&n] { ++n; }); b.add(*w); } // WRONG
