// The component tree: what of an event could make up its hash, what does, and why the rest does
// not. Source: shared spec "grouping", section 2.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace picket::domain::grouping {

enum class ComponentId : std::uint8_t {
  app,
  system,
  default_,
  chained_exception,
  exception,
  type,
  value,
  ns_error,
  domain,
  code,
  stacktrace,
  frame,
  module,
  filename,
  function,
  context_line,
  threads,
  message,
  template_,
  csp,
  hpkp,
  expect_ct,
  expect_staple,
  salt,
  violation,
  uri,
  hostname,
};

/// A node: either children, or one text value, or nothing. A value type; children, value and hint
/// are views into the run's arena, the event or static text.
struct Component {
  ComponentId id = ComponentId::default_;
  bool contributes = false;
  bool has_value = false;
  std::string_view hint{};  ///< Why it does (not) contribute; empty when there is nothing to say.
  std::string_view value{};
  std::span<const Component> children{};

  void ignore(std::string_view why) noexcept {
    contributes = false;
    hint = why;
  }
  /// Replaces the value, which makes the leaf contribute again.
  void rewrite(std::string_view text, std::string_view why) noexcept {
    value = text;
    contributes = has_value = true;
    hint = why;
  }
};

/// Contributes, also with an empty text.
Component leaf(ComponentId id, std::string_view text) noexcept;
/// Contributes when a child does, now: later changes of a child do not reach it.
Component branch(ComponentId id, std::span<const Component> children) noexcept;

/// The bytes that are hashed: values of the contributing leaves, depth first, nothing between them.
void append_leaves(const Component& root, std::string& out);

/// Whether a stack trace below the root contributes, and with it all that lies between. The root's
/// own contribution does not matter.
bool has_contributing_stacktrace(const Component& root) noexcept;

/// Same ids, contributions, hints and values throughout.
bool same(const Component& a, const Component& b) noexcept;

}  // namespace picket::domain::grouping
