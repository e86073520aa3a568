// Repository of meta_db: who changed what. Append-only. Errors and threads: see ports/meta_db.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "protocol/ids.h"

namespace picket::ports {

struct AuditEntry {
  std::int64_t id = 0;
  OrgId org;
  Timestamp created;
  std::string event;        ///< Sentry's name: "member.invite".
  UserId actor;             ///< Zero: no user, `actor_label` says what did it.
  std::string actor_label;  ///< An address, "token ci", "picket command line".
  std::string address;      ///< Of the client; empty when there was none.
  std::int64_t target = 0;  ///< Id of what was changed; 0 when it has none.
  UserId target_user;       ///< Whom it concerns; zero: nobody.
  std::string data_json;    ///< Object: what is needed to read the entry later, before and after.
};

struct AuditQuery {
  OrgId org{};
  std::string event{};               ///< Empty: all.
  UserId actor{};                    ///< Zero: all.
  std::optional<Timestamp> start{};  ///< Inclusive.
  std::optional<Timestamp> end{};    ///< Exclusive.
  std::size_t offset = 0;
  std::size_t limit = 100;
};

class AuditRepository {
 public:
  virtual ~AuditRepository() = default;
  virtual Result<std::int64_t> add(const AuditEntry& entry) = 0;
  /// Newest first.
  virtual Result<std::vector<AuditEntry>> list(const AuditQuery& query) = 0;
};

}  // namespace picket::ports
