#include "protocol/span_count.h"

namespace picket::protocol {
namespace {

constexpr std::string_view kMember = "spans";
constexpr std::string_view kBlanks = " \t\r\n";

/// Walks over JSON by its brackets, commas and strings.
class Walker {
 public:
  explicit Walker(std::string_view json) noexcept : json_(json) {}

  std::size_t run() noexcept {
    skip_blanks();
    if (at_end() || json_[at_] != '{') return 0;
    ++at_;
    while (!at_end()) {
      const char c = json_[at_];
      if (c == '"') {
        const bool is_spans = take_string() == kMember;
        if (is_spans && take_colon()) count_ = take_array();
      } else if (c == '}') {
        return count_;
      } else if (c == '{' || c == '[') {
        skip_nested();
      } else {
        ++at_;
      }
    }
    return 0;
  }

 private:
  bool at_end() const noexcept { return at_ >= json_.size(); }

  void skip_blanks() noexcept {
    const std::size_t next = json_.find_first_not_of(kBlanks, at_);
    at_ = next == std::string_view::npos ? json_.size() : next;
  }

  /// What is between the quotes, as it is written.
  std::string_view take_string() noexcept {
    const std::size_t begin = ++at_;
    while (true) {
      const std::size_t stop = json_.find_first_of("\"\\", at_);
      if (stop == std::string_view::npos) {
        at_ = json_.size();
        return {};
      }
      if (json_[stop] == '"') {
        at_ = stop + 1;
        return json_.substr(begin, stop - begin);
      }
      at_ = stop + 2;
    }
  }

  bool take_colon() noexcept {
    skip_blanks();
    if (at_end() || json_[at_] != ':') return false;
    ++at_;
    return true;
  }

  /// Elements of the array that begins here; another value is none, and is left to be walked over.
  std::size_t take_array() noexcept {
    skip_blanks();
    if (at_end() || json_[at_] != '[') return 0;
    ++at_;
    skip_blanks();
    if (!at_end() && json_[at_] == ']') return 0;
    std::size_t elements = 1;
    while (!at_end() && json_[at_] != ']') {
      const char c = json_[at_];
      if (c == '"') {
        take_string();
      } else if (c == '{' || c == '[') {
        skip_nested();
      } else {
        if (c == ',') ++elements;
        ++at_;
      }
    }
    if (!at_end()) ++at_;
    return elements;
  }

  void skip_nested() noexcept {
    std::size_t depth = 0;
    do {
      const std::size_t stop = json_.find_first_of("\"{}[]", at_);
      if (stop == std::string_view::npos) {
        at_ = json_.size();
        return;
      }
      at_ = stop;
      if (json_[at_] == '"') {
        take_string();
        continue;
      }
      depth += json_[at_] == '{' || json_[at_] == '[' ? 1 : -std::size_t{1};
      ++at_;
    } while (depth > 0);
  }

  std::string_view json_;
  std::size_t at_ = 0;
  std::size_t count_ = 0;
};

}  // namespace

std::size_t count_spans(std::string_view transaction) noexcept {
  return Walker(transaction).run();
}

}  // namespace picket::protocol
