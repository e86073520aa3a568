// Writing down who changed what. Every change of settings, membership, keys and tokens goes through
// here, in the transaction of the change. Source: shared spec "api", section 6, and "access",
// section 1.12.
#pragma once

#include <cstdint>
#include <string_view>

#include <boost/json.hpp>

#include "ports/audit.h"
#include "roles/api/call.h"

namespace picket::api {

/// What was changed, as whoever reads the log later needs it: values of before and after, never a
/// secret.
class Changes {
 public:
  /// Notes nothing when both are the same.
  void note(std::string_view field, const boost::json::value& before,
            const boost::json::value& after);
  void note_text(std::string_view field, std::string_view before, std::string_view after);
  /// That a secret changed.
  void note_secret(std::string_view field, bool changed);

  bool empty() const noexcept { return fields_.empty(); }
  /// {"slug": {"before": "a", "after": "b"}}
  const boost::json::object& fields() const noexcept { return fields_; }

 private:
  boost::json::object fields_;
};

struct AuditFact {
  std::string_view event;  ///< Sentry's name: "team.edit".
  std::int64_t target = 0;
  UserId target_user{};
  boost::json::object data{};  ///< Names and ids that make sense of it later.
  OrgId org{};                 ///< Zero: the one of the path.
  UserId actor{};              ///< Zero: the caller.
};

/// Actor, address and time are those of the call.
Answer<void> record_audit(const Call& call, AuditFact fact);
/// The same with what changed, under "changed"; writes nothing when nothing did.
Answer<void> record_audit(const Call& call, AuditFact fact, const Changes& changes);

}  // namespace picket::api
