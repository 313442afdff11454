#include "bus.h"

Bus::Bus() = default;
Bus::~Bus() = default;
void Bus::onMessage(std::function<void(int)> handler) { handlers.push_back(handler); }
void Bus::each(std::function<void(int)> visit) { visit(1); }
void Bus::onNow(std::function<void(int)> handler) { handler(2); }
void Bus::clear() { handlers.clear(); }

struct Impl {
  std::vector<std::function<void(int)>> all;
};
Hub::Hub() = default;
Hub::~Hub() = default;
void Hub::onMessage(std::function<void(int)> handler) { impl->all.push_back(std::move(handler)); }
void Hub::wipe() { impl->all.clear(); }

static std::vector<std::function<void()>> kept;
void atExit(std::function<void()> f) { kept.push_back(f); }
void forgetAll() { kept.clear(); }

std::vector<std::function<void()>> net::pending;
void net::submit(std::function<void()> task) { pending.push_back(task); }

std::function<void()> twice(std::function<void()> f) {
  return [f] { f(), f(); };
}

namespace {
void hidden(std::function<void()> f) { kept.push_back(f); }
} // namespace
void useHidden(std::function<void()> f) { hidden(f); }

void Base::onEvent(std::function<void()> handler) { handler(); }
