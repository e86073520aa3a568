#include "segment/testing/page_example.h"

#include <cctype>
#include <fstream>
#include <iterator>

namespace picket::segment::testing {

std::string page_example(const std::string& page_path, std::string_view name) {
  std::ifstream file(page_path);
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  const std::string fence = "\n```" + std::string(name) + "\n";
  const std::size_t start = page.find(fence);
  if (start == std::string::npos) return {};
  const std::size_t first = start + fence.size();
  std::string digits;
  for (const char c : page.substr(first, page.find("\n```", first) - first)) {
    if (std::isxdigit(static_cast<unsigned char>(c)) != 0) digits += c;
  }
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

}  // namespace picket::segment::testing
