// An event as fingerprint rules see it. Source: shared spec "grouping", section 12.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "domain/stack_rules/family.h"

namespace picket::domain::fingerprint_rules {

using Text = std::optional<std::string_view>;

struct ExceptionFacts {
  Text type{};
  Text value{};
};

struct FrameFacts {
  Text function{};  ///< Trimmed.
  Text module{};
  Text abs_path{};  ///< Or else the filename.
  Text filename{};
  Text package{};
  std::optional<bool> in_app{};
};

struct Tag {
  std::string_view name;
  Text value{};
};

/// Views, which outlive the question. Texts as sent: rules strip them.
struct EventFacts {
  stack_rules::Family family = stack_rules::Family::other;
  Text message{};  ///< The formatted one.
  Text logger{};
  Text level{};
  Text release{};
  std::string_view sdk{};
  std::span<const ExceptionFacts> exceptions{};
  std::span<const FrameFacts> frames{};
  std::span<const Tag> tags{};
};

}  // namespace picket::domain::fingerprint_rules
