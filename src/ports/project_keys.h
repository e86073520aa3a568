// Part of the repository of projects: the keys that SDKs write with, as people see and change them.
// Errors and threads: see ports/meta_db.h.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/project/settings.h"
#include "protocol/ids.h"

namespace picket::ports {

/// A client key. What the relay needs of it is domain::ProjectKey.
struct ClientKey {
  KeyId id{};
  ProjectId project{};
  std::string public_key{};  ///< 32 lower-case hex digits; never changes.
  std::string secret{};      ///< The same; old SDKs send it. Empty: none.
  std::string label{};
  bool active = true;
  Timestamp created{};
  std::int64_t limit_count = 0;     ///< Events in the window; 0: no limit.
  std::int64_t limit_window_s = 0;  ///< 0: no limit.
  domain::SettingValues settings{};
  std::int64_t version = 1;  ///< See ports/organizations.h.
};

class ProjectKeys {
 public:
  virtual ~ProjectKeys() = default;
  /// Public key taken, by any project: conflict / "already_exists".
  virtual Result<KeyId> add_key(const ClientKey& key) = 0;
  /// Of all those projects, by project, then id.
  virtual Result<std::vector<ClientKey>> keys(std::span<const ProjectId> projects) = 0;
  /// Label, active, limit and settings. Another version: conflict / "changed_meanwhile".
  virtual Result<void> update_key(const ClientKey& key) = 0;
  virtual Result<void> remove_key(KeyId key) = 0;
};

}  // namespace picket::ports
