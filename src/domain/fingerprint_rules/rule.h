// What a fingerprint rule says. Source: shared spec "grouping", section 12.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace picket::domain::fingerprint_rules {

struct Matcher {
  enum class Key : std::uint8_t {
    type,
    value,
    message,
    logger,
    level,
    module,
    function,
    path,
    package,
    app,
    family,
    sdk,
    release,
    tag,
  };
  Key key = Key::type;
  bool negated = false;
  std::string tag;  ///< The name, of a tag.
  std::string pattern;

  bool operator==(const Matcher&) const = default;
};

struct Rule {
  std::vector<Matcher> matchers;         ///< Never empty.
  std::vector<std::string> fingerprint;  ///< Variables as `{{ name }}`. Empty: the title only.
  std::string title;                     ///< May hold variables; empty: none.

  bool operator==(const Rule&) const = default;
};

/// The canonical name: "error.type" for both `error.type` and `type`.
std::string name_of(const Matcher& matcher);

/// As the rule is named where an event is explained.
std::string to_text(const Rule& rule);

}  // namespace picket::domain::fingerprint_rules
