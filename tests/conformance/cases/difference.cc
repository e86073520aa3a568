#include "difference.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;

/// Places that are shown: the first ones tell what is wrong.
constexpr std::size_t kMaxPlaces = 6;
/// Bytes of a value that are shown.
constexpr std::size_t kMaxValueBytes = 160;
/// Relative; a sum in another order differs by about 1e-15.
constexpr double kTolerance = 1e-12;

std::string shown(const json::value* value) {
  if (value == nullptr) return "nothing";
  const std::string text = json::serialize(*value);
  if (text.size() <= kMaxValueBytes) return text;
  return std::string(utf8_cut(text, kMaxValueBytes)) + "...";
}

bool same_number(double a, double b) noexcept {
  return a == b || std::abs(a - b) <= kTolerance * std::max(std::abs(a), std::abs(b));
}

class Comparison {
 public:
  void compare(const json::value* got, const json::value* expected, const std::string& path) {
    if (got == nullptr || expected == nullptr) {
      if (got != expected) differ(got, expected, path);
    } else if (got->is_number() && expected->is_number()) {
      if (!same_number(got->to_number<double>(), expected->to_number<double>())) {
        differ(got, expected, path);
      }
    } else if (got->is_object() && expected->is_object()) {
      members(got->get_object(), expected->get_object(), path);
    } else if (got->is_array() && expected->is_array()) {
      elements(got->get_array(), expected->get_array(), path);
    } else if (*got != *expected) {
      differ(got, expected, path);
    }
  }

  std::optional<std::string> result() && {
    if (places_ == 0) return std::nullopt;
    if (places_ > kMaxPlaces) text_ += std::to_string(places_ - kMaxPlaces) + " more differences\n";
    return std::move(text_);
  }

 private:
  void members(const json::object& got, const json::object& expected, const std::string& path) {
    std::vector<std::string_view> keys;
    for (const auto& member : expected) keys.emplace_back(member.key());
    for (const auto& member : got) {
      if (!expected.contains(member.key())) keys.emplace_back(member.key());
    }
    for (const std::string_view key : keys) {
      compare(got.if_contains(key), expected.if_contains(key),
              path.empty() ? std::string(key) : path + '.' + std::string(key));
    }
  }

  void elements(const json::array& got, const json::array& expected, const std::string& path) {
    for (std::size_t i = 0; i < std::max(got.size(), expected.size()); ++i) {
      compare(got.if_contains(i), expected.if_contains(i), path + '[' + std::to_string(i) + ']');
    }
  }

  void differ(const json::value* got, const json::value* expected, const std::string& path) {
    if (++places_ > kMaxPlaces) return;
    text_ += (path.empty() ? "answer" : path) + ": expected " + shown(expected) + ", is " +
             shown(got) + '\n';
  }

  std::string text_;
  std::size_t places_ = 0;
};

}  // namespace

std::optional<std::string> difference(const json::value& got, const json::value& expected) {
  Comparison comparison;
  comparison.compare(&got, &expected, "");
  return std::move(comparison).result();
}

}  // namespace picket::conformance
