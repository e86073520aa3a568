// Conditions on events, as JSON says them.
// Source: shared spec "ingest", section 4.11 (relay's rule conditions); `cidr` as relay has it
// since 2026.
//
//   {"op":"eq","name":"event.release","value":"1.0"}      also a list of texts, null, a flag;
//                                                         "options":{"ignoreCase":true}
//   {"op":"gt","name":"event.duration","value":100}       also gte, lt, lte
//   {"op":"glob","name":"event.transaction","value":["/health*"]}
//   {"op":"cidr","name":"event.user.ip_address","value":["10.0.0.0/8"]}
//   {"op":"and","inner":[...]}, {"op":"or","inner":[...]}, {"op":"not","inner":{...}}
//   {"op":"any","name":"event.exceptions","inner":{...}}  also all; inner fields are "ty", "value"
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include <boost/json.hpp>

#include "base/result.h"

namespace picket::domain::filter {

enum class ConditionError : std::uint8_t {
  not_an_object,
  no_op,
  no_name,
  bad_value,
  bad_inner,
  too_deep,
  too_large,
};

/// For whoever wrote the condition: a lower-case phrase without a full stop.
std::string_view to_string(ConditionError error) noexcept;

inline constexpr int kMaxConditionDepth = 16;
/// Conditions inside one another and values to compare with, in all.
inline constexpr std::size_t kMaxConditionParts = 1000;

/// Immutable; any thread. Copies share what was parsed.
class Condition {
 public:
  /// An operator that nobody knows is no error: it may come from a newer program.
  static Result<Condition, ConditionError> parse(const boost::json::value& json);

  /// What depends on an unknown operator does not match, also when it is negated.
  bool matches(const boost::json::object& event) const;

  struct Node;

 private:
  explicit Condition(std::shared_ptr<const Node> root) : root_(std::move(root)) {}

  std::shared_ptr<const Node> root_;
};

}  // namespace picket::domain::filter
