#include "domain/filter/phrases.h"

#include <string>
#include <vector>

namespace picket::domain::filter {

GlobSet phrases(std::span<const std::string_view> list) {
  std::vector<std::string> patterns;
  for (const std::string_view phrase : list) {
    std::string& pattern = patterns.emplace_back("*");
    for (const char c : phrase) {
      if (c == ' ') {
        pattern += kWhiteSpaceClass;
      } else {
        pattern += c;
      }
    }
    pattern += '*';
  }
  return GlobSet(patterns);
}

}  // namespace picket::domain::filter
