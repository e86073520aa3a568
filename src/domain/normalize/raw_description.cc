#include "domain/normalize/raw_description.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace picket::domain::normalize {
namespace {

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
constexpr bool is_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_hex(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Reads a text from its start; what does not match leaves it where it was.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool literal(std::string_view wanted) noexcept {
    if (!rest().starts_with(wanted)) return false;
    at_ += wanted.size();
    return true;
  }
  template <class Is>
  std::string_view run(Is is) noexcept {
    const std::size_t from = at_;
    while (at_ < text_.size() && is(text_[at_])) ++at_;
    return text_.substr(from, at_ - from);
  }
  /// `least` to `most` numbers with dots between; empty when there are fewer.
  std::string_view dotted(std::size_t least, std::size_t most) noexcept {
    const std::size_t from = at_;
    std::size_t end = at_;
    std::size_t numbers = 0;
    while (numbers < most && !run(is_digit).empty()) {
      ++numbers;
      end = at_;
      if (!literal(".")) break;
    }
    at_ = numbers < least ? from : end;
    return text_.substr(from, at_ - from);
  }
  bool at_end() const noexcept { return at_ == text_.size(); }

 private:
  std::string_view rest() const noexcept { return text_.substr(at_); }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::string_view last_number(std::string_view dotted) noexcept {
  return dotted.substr(dotted.rfind('.') + 1);
}

std::uint32_t number_of(std::string_view digits) noexcept {
  std::uint32_t number = 0;
  (void)std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

/// What Windows calls itself, by its build; empty when it is none of those known.
std::string_view windows_version(std::uint32_t build) noexcept {
  if (build >= 2600 && build <= 3790) return "XP";
  if (build == 6002) return "Vista";
  if (build == 7601) return "7";
  if (build == 9200) return "8";
  if (build == 9600) return "8.1";
  if (build >= 10240 && build <= 19044) return "10";
  if (build >= 22000 && build <= 22999) return "11";
  return {};
}

std::optional<DescribedOs> windows(std::string_view text) {
  Scanner scan(text);
  const bool microsoft = scan.literal("Microsoft ");
  if (!scan.literal("Windows")) return std::nullopt;
  Scanner other = scan;
  std::string_view version;
  if (scan.literal(" ")) {
    scan.literal("NT ");
    version = scan.dotted(3, 3);
  }
  const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
  if (version.empty() && !microsoft && !other.run(is_space).empty() &&
      !other.run(is_digit).empty() && !other.run(is_space).empty() && other.literal("(")) {
    version = other.dotted(3, 3);  // "Windows 11 (10.0.22000 ..."
  }
  if (version.empty()) return std::nullopt;
  const std::string_view build = last_number(version);
  const std::string_view marketing = windows_version(number_of(build));
  return DescribedOs{"Windows", std::string(marketing.empty() ? version : marketing),
                     std::string(build), ""};
}

std::optional<DescribedOs> apple(std::string_view text) {
  Scanner scan(text);
  if (scan.literal("Mac OS X ")) {
    const std::string_view version = scan.dotted(3, 3);
    std::string_view build;
    if (scan.literal(" (")) {
      build = scan.run(is_hex);
      if (build.empty() || !scan.literal(")")) return std::nullopt;
    }
    if (version.empty() || !scan.at_end()) return std::nullopt;
    return DescribedOs{"macOS", std::string(version), std::string(build), ""};
  }
  const std::string_view name = scan.literal("iOS ")      ? "iOS"
                                : scan.literal("iPadOS ") ? "iPadOS"
                                                          : "";
  const std::string_view version = name.empty() ? std::string_view() : scan.dotted(3, 3);
  if (version.empty()) return std::nullopt;
  return DescribedOs{std::string(name), std::string(version), "", ""};
}

/// Two or three numbers, "5.4.0", or a fourth one that has only digits from 1 to 9.
std::string kernel_version(Scanner& scan) {
  std::string version(scan.dotted(2, 3));
  Scanner more = scan;
  if (std::count(version.begin(), version.end(), '.') == 2 && more.literal(".")) {
    const std::string_view fourth = more.run([](char c) { return c >= '1' && c <= '9'; });
    if (!fourth.empty()) {
      version.append(".").append(fourth);
      scan = more;
    }
  }
  return version;
}

std::optional<DescribedOs> unix_name(std::string_view text) {
  Scanner scan(text);
  const std::string_view name = scan.run(is_letter);
  if (name.empty() || !scan.literal(" ")) return std::nullopt;
  const std::string kernel = kernel_version(scan);
  if (kernel.empty()) return std::nullopt;
  if (name == "Linux" && scan.literal(" ")) {
    const std::string_view distribution = scan.run(is_letter);
    if (!distribution.empty() && scan.literal(" ")) {
      const std::string_view version = scan.dotted(1, 3);
      if (!version.empty()) {
        return DescribedOs{std::string(distribution), std::string(version), "", kernel};
      }
    }
  }
  return DescribedOs{std::string(name), "", "", kernel};
}

std::optional<DescribedOs> android(std::string_view text) {
  Scanner scan(text);
  if (!scan.literal("Android ")) return std::nullopt;
  scan.literal("OS ");
  const std::string_view version = scan.dotted(1, 3);
  if (version.empty() || !scan.literal(" / API-") || scan.run(is_digit).empty())
    return std::nullopt;
  return DescribedOs{"Android", std::string(version), "", ""};
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 21> kFrameworks = {{
    {"378389", "4.5"},   {"378675", "4.5.1"}, {"378758", "4.5.1"}, {"379893", "4.5.2"},
    {"393295", "4.6"},   {"393297", "4.6"},   {"394254", "4.6.1"}, {"394271", "4.6.1"},
    {"394802", "4.6.2"}, {"394806", "4.6.2"}, {"460798", "4.7"},   {"460805", "4.7"},
    {"461308", "4.7.1"}, {"461310", "4.7.1"}, {"461808", "4.7.2"}, {"461814", "4.7.2"},
    {"528040", "4.8"},   {"528049", "4.8"},   {"528209", "4.8"},   {"528372", "4.8"},
    {"528449", "4.8"},
}};

}  // namespace

std::optional<DescribedOs> parse_os_description(std::string_view text) {
  for (const auto parse : {windows, apple, unix_name, android}) {
    if (auto found = parse(text)) return found;
  }
  return std::nullopt;
}

std::optional<DescribedRuntime> parse_runtime_description(std::string_view text) {
  if (text.find('\n') != std::string_view::npos) return std::nullopt;
  // The last blank before a version, as the name takes as much as it can.
  for (std::size_t blank = text.rfind(' '); blank != std::string_view::npos;
       blank = blank == 0 ? std::string_view::npos : text.rfind(' ', blank - 1)) {
    Scanner scan(text.substr(blank + 1));
    const std::string_view version = scan.dotted(2, 4);
    if (version.empty()) continue;
    return DescribedRuntime{std::string(text.substr(0, blank)), std::string(version)};
  }
  return std::nullopt;
}

std::string_view framework_version(std::string_view release_key) noexcept {
  for (const auto& [key, version] : kFrameworks) {
    if (key == release_key) return version;
  }
  return {};
}

}  // namespace picket::domain::normalize
