namespace mine {
template <class F> void frob(F) { throw 0; }
template <class F> void post(F) { throw 0; }
enum When { Now, Later };
template <class F> void select(F, When) { throw 0; }
} // namespace mine
void use(int);
void kept(int x) { mine::frob([&x] { use(x); }); }
void called(int x) { mine::post([&x] { use(x); }); }
void now(int x) { mine::select([&x] { use(x); }, mine::Now); }
void later(int x) { mine::select([&x] { use(x); }, mine::Later); }
