// A predicate that remembers what it has worked out gives the same answers if it forgets: a copy costs time, and
// loses nothing. One whose answer depends on what came before has a state.
// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
#include <algorithm>
#include <map>
#include <unordered_map>
#include <vector>

using Numbers = std::vector<int>;
bool isPrime(int x);

void remembers(Numbers &all) {
  all.erase(std::remove_if(all.begin(), all.end(), [known = std::map<int, bool>()](int x) mutable {
    auto it = known.find(x);
    if (it != known.end())
      return it->second;
    bool prime = isPrime(x);
    known.emplace(x, prime);
    return prime;
  }), all.end());
  all.erase(std::remove_if(all.begin(), all.end(), [known = std::unordered_map<int, bool>()](int x) mutable {
    if (known.count(x))
      return known[x];
    return known[x] = isPrime(x);
  }), all.end());
  all.erase(std::remove_if(all.begin(), all.end(), [known = std::map<int, bool>()](int x) mutable {
    if (x < 2)
      return false;
    auto [it, fresh] = known.try_emplace(x);
    if (fresh)
      it->second = isPrime(x);
    return it->second;
  }), all.end());
  auto lookedUp = [known = std::map<int, bool>()](int x) mutable {
    if (known.size() > 1000)
      known.clear();
    if (!known.contains(x))
      known[x] = isPrime(x);
    return known.at(x);
  };
  all.erase(std::remove_if(all.begin(), all.end(), lookedUp), all.end());
  all.erase(std::remove_if(all.begin(), all.end(), [known = std::map<int, bool>()](int x) mutable {
    auto it = known.find(x);
    return it != known.end() ? it->second : (known[x] = isPrime(x));
  }), all.end());
  // Whoever asks the original afterwards has it worked out once more.
  auto asked = [known = std::map<int, bool>()](int x) mutable {
    if (!known.contains(x))
      known[x] = isPrime(x);
    return known[x];
  };
  std::count_if(all.begin(), all.end(), asked);
  asked(3) ? all.clear() : all.push_back(1);
}

void hasState(Numbers &all) {
  // Whether it was there is the answer.
  // CHECK: :[[#@LINE+1]]:53: warning: lambda changes its own 'known', but 'std::remove_if' copies it
  all.erase(std::remove_if(all.begin(), all.end(), [known = std::map<int, bool>()](int x) mutable {
    return !known.emplace(x, true).second;
  }), all.end());
  // CHECK: :[[#@LINE+1]]:53: warning: lambda changes its own 'known', but 'std::remove_if' copies it
  all.erase(std::remove_if(all.begin(), all.end(), [known = std::map<int, bool>()](int x) mutable {
    if (known.count(x))
      return true;
    known[x] = true;
    return false;
  }), all.end());
  // It counts.
  // CHECK: :[[#@LINE+1]]:53: warning: lambda changes its own 'seen', but 'std::remove_if' copies it
  all.erase(std::remove_if(all.begin(), all.end(), [seen = std::map<int, int>()](int x) mutable {
    return ++seen[x] > 2;
  }), all.end());
  // CHECK: :[[#@LINE+1]]:53: warning: lambda changes its own 'last', but 'std::remove_if' copies it
  all.erase(std::remove_if(all.begin(), all.end(), [last = std::map<int, bool>()](int x) mutable {
    return last[0] = !last[0];
  }), all.end());
}
