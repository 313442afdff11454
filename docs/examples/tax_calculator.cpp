// Tax calculators: a factory computes the rate once, and a table keeps one calculator for each
// region, looked up by key.
#include <cstdio>
#include <functional>
#include <map>
#include <string>

using Calculator = std::function<double(double)>;

Calculator makeTaxCalculator(double percent) {
  const double rate = percent / 100;
  // closure-lint: lambda captures 'rate' by reference, but the return value keeps it after 'rate' dies [closure-dangling-capture]
  return [&rate](double net) { return net + net * rate; };
}

class Regions {
public:
  void add(const std::string &region, double percent) {
    double rate = percent / 100;
    // closure-lint: lambda captures 'rate' by reference, but member 'calculators' keeps it after 'rate' dies [closure-dangling-capture]
    calculators[region] = [&](double net) { return net + net * rate; };
  }
  double gross(const std::string &region, double net) const { return calculators.at(region)(net); }

private:
  std::map<std::string, Calculator> calculators;
};

int main() {
  Calculator reduced = makeTaxCalculator(5);
  Regions regions;
  regions.add("UK", 20);
  regions.add("US", 8.5);
  std::printf("%.2f %.2f %.2f\n", reduced(10), regions.gross("UK", 50), regions.gross("US", 50));
}
