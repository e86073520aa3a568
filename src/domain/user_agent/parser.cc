#include "domain/user_agent/parser.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <re2/re2.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "domain/user_agent/atom_scan.h"
#include "domain/user_agent/pattern.h"

namespace picket::domain {
namespace {

using user_agent::Pattern;

constexpr std::size_t kGroups = 10;  ///< The whole match and $1 to $9.
/// Memory of one compiled pattern, and what its automaton may grow to. RE2 takes 8 MB if left
/// alone.
constexpr std::int64_t kPatternBytes = 128 * 1024;
/// For the few with more alternatives than that.
constexpr std::int64_t kLargePatternBytes = 2 * 1024 * 1024;

std::unique_ptr<RE2> compile(const char* expression, bool any_case) {
  RE2::Options options;
  // Byte by byte: the patterns are ASCII, and a class such as [^;] has four times the program in
  // UTF-8.
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_case_sensitive(!any_case);
  options.set_log_errors(false);
  options.set_max_mem(kPatternBytes);
  auto compiled = std::make_unique<RE2>(expression, options);
  if (compiled->ok()) return compiled;
  options.set_max_mem(kLargePatternBytes);
  return std::make_unique<RE2>(expression, options);
}

/// Of one match.
class Groups {
 public:
  bool match(const RE2& expression, std::string_view text) {
    const auto count = static_cast<std::size_t>(expression.NumberOfCapturingGroups()) + 1;
    count_ = std::min(count, kGroups);
    return expression.Match(re2::StringPiece(text.data(), text.size()), 0, text.size(),
                            RE2::UNANCHORED, groups_.data(), static_cast<int>(count_));
  }

  /// Empty for one that is not there or took no part.
  std::string_view operator[](std::size_t group) const noexcept {
    if (group >= count_ || group >= kGroups) return {};
    return {groups_[group].data(), groups_[group].size()};
  }

  /// With the groups in place of $1 to $9.
  std::string expand(std::string_view replacement) const {
    std::string text;
    for (std::size_t i = 0; i < replacement.size(); ++i) {
      const char digit = i + 1 < replacement.size() ? replacement[i + 1] : '\0';
      if (replacement[i] == '$' && digit >= '1' && digit <= '9') {
        text += (*this)[static_cast<std::size_t>(digit - '0')];
        ++i;
      } else {
        text += replacement[i];
      }
    }
    return text;
  }

 private:
  std::array<re2::StringPiece, kGroups> groups_;
  std::size_t count_ = 0;
};

/// A class of bytes may have cut a character in two.
std::string clean(std::string_view text) {
  return to_valid_utf8(ascii::trim(text));
}

/// Uap-core's name for what it does not know.
std::string known(std::string family) {
  return family == "Other" ? std::string() : family;
}

}  // namespace

/// What the patterns need at run time.
class UserAgentParser::Tables {
 public:
  std::shared_ptr<const UserAgent> read(std::string_view header) {
    const std::string text = to_valid_utf8(utf8_cut(header, kMaxHeader));
    std::string lower = text;
    std::transform(lower.begin(), lower.end(), lower.begin(), ascii::to_lower);
    const std::vector<bool> atoms = scan_.find(lower);
    attempts_ = 0;
    auto agent = std::make_shared<UserAgent>();
    agent->browser = product(text, patterns_.browsers, atoms);
    agent->system = product(text, patterns_.systems, atoms);
    agent->device = device(text, atoms);
    return agent;
  }

  std::size_t compiled() const noexcept { return compiled_count_; }

 private:
  /// The first of the list that matches.
  const Pattern* find(std::string_view text, std::span<const Pattern> list,
                      const std::vector<bool>& atoms, Groups& groups) {
    for (const Pattern& pattern : list) {
      if (!user_agent::may_match(pattern, patterns_, atoms)) continue;
      if (++attempts_ > kMaxAttempts) return nullptr;
      if (groups.match(expression_of(pattern, list), text)) return &pattern;
    }
    return nullptr;
  }

  /// The replacement at `index`, expanded, or else the group.
  std::string part(const Pattern& pattern, std::size_t index, const Groups& groups,
                   std::size_t group) const {
    const std::uint32_t replacement = pattern.replacements[index];
    if (replacement == 0) return clean(groups[group]);
    return clean(groups.expand(patterns_.text + replacement));
  }

  UserAgent::Product product(std::string_view text, std::span<const Pattern> list,
                             const std::vector<bool>& atoms) {
    Groups groups;
    UserAgent::Product product;
    const Pattern* const pattern = find(text, list, atoms, groups);
    if (pattern == nullptr) return product;
    product.family = known(part(*pattern, 0, groups, 1));
    if (product.family.empty()) return product;
    product.major = part(*pattern, 1, groups, 2);
    product.minor = part(*pattern, 2, groups, 3);
    product.patch = part(*pattern, 3, groups, 4);
    return product;
  }

  UserAgent::Device device(std::string_view text, const std::vector<bool>& atoms) {
    constexpr std::size_t kNoGroup = kGroups;
    Groups groups;
    UserAgent::Device device;
    const Pattern* const pattern = find(text, patterns_.devices, atoms, groups);
    if (pattern == nullptr) return device;
    device.family = known(part(*pattern, 0, groups, 1));
    if (device.family.empty()) return device;
    device.brand = part(*pattern, 1, groups, kNoGroup);
    device.model = part(*pattern, 2, groups, 1);
    return device;
  }

  struct Slot {
    std::unique_ptr<RE2> expression;
    std::uint64_t last_use = 0;
  };

  const RE2& expression_of(const Pattern& pattern, std::span<const Pattern> list) {
    std::size_t index = static_cast<std::size_t>(&pattern - list.data());
    if (list.data() != patterns_.browsers.data()) index += patterns_.browsers.size();
    if (list.data() == patterns_.devices.data()) index += patterns_.systems.size();
    Slot& slot = slots_[index];
    if (!slot.expression) {
      if (compiled_count_ == kMaxCompiled) forget_oldest();
      slot.expression = compile(patterns_.text + pattern.expression, pattern.any_case);
      ++compiled_count_;
    }
    slot.last_use = ++uses_;
    return *slot.expression;
  }

  void forget_oldest() {
    Slot* oldest = nullptr;
    for (Slot& slot : slots_) {
      if (!slot.expression) continue;
      if (oldest == nullptr || slot.last_use < oldest->last_use) oldest = &slot;
    }
    oldest->expression.reset();
    --compiled_count_;
  }

  const user_agent::Patterns& patterns_ = user_agent::kPatterns;
  const user_agent::AtomScan scan_{patterns_};
  std::vector<Slot> slots_{patterns_.browsers.size() + patterns_.systems.size() +
                           patterns_.devices.size()};
  std::size_t compiled_count_ = 0;
  std::uint64_t uses_ = 0;
  int attempts_ = 0;
};

UserAgentParser::UserAgentParser() = default;
UserAgentParser::~UserAgentParser() = default;

std::shared_ptr<const UserAgent> UserAgentParser::read(std::string_view header) {
  if (!tables_) tables_ = std::make_unique<Tables>();
  return tables_->read(header);
}

std::size_t UserAgentParser::compiled() const noexcept {
  return tables_ ? tables_->compiled() : 0;
}

}  // namespace picket::domain
