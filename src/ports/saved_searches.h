// Repository of meta_db: searches that people keep by a name, pin, or did lately. Errors and
// threads: see ports/meta_db.h.
// Source: shared spec "api", section 13.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "protocol/ids.h"

namespace picket::ports {

enum class SearchVisibility : std::uint8_t {
  organization = 0,  ///< Everybody in it.
  owner = 1,
  owner_pinned = 2,  ///< The owner's one that a list begins with.
};

struct SavedSearch {
  std::int64_t id = 0;
  OrgId org;
  UserId owner;  ///< Who made it.
  int type = 0;  ///< Of what: Sentry's number, 0 for issues.
  SearchVisibility visibility = SearchVisibility::owner;
  std::string name{};
  std::string query{};
  std::string sort{};
  Timestamp created;

  friend bool operator==(const SavedSearch&, const SavedSearch&) = default;
};

struct RecentSearch {
  std::int64_t id = 0;
  OrgId org;
  UserId user;
  int type = 0;
  std::string query{};
  Timestamp created;
  Timestamp last_seen;

  friend bool operator==(const RecentSearch&, const RecentSearch&) = default;
};

class SavedSearchRepository {
 public:
  /// Of an organization with everybody's, and of one person's: more than a menu can show.
  static constexpr std::size_t kMaxOfOrganization = 500;
  static constexpr std::size_t kMaxOfPerson = 100;
  /// Of one type, person and organization: the oldest make room.
  static constexpr std::size_t kMaxRecent = 100;

  virtual ~SavedSearchRepository() = default;

  /// invalid_argument / "already_exists" when everybody, or the owner, has one of that type and
  /// query; of pinned ones the owner has one for each type. "too_many_searches" past a limit.
  virtual Result<std::int64_t> create(const SavedSearch& search) = 0;
  /// Name, query, sort and visibility. Refused as create() is; "no_such_search".
  virtual Result<void> update(const SavedSearch& search) = 0;
  /// Safe to repeat.
  virtual Result<void> remove(std::int64_t id) = 0;
  virtual Result<std::optional<SavedSearch>> find(std::int64_t id) = 0;
  virtual Result<std::optional<SavedSearch>> find_pinned(OrgId org, UserId owner, int type) = 0;
  /// The organization's, and the user's own: by name, then id. All of them.
  virtual Result<std::vector<SavedSearch>> list(OrgId org, UserId user, int type) = 0;

  /// True when it is new. Forgets the oldest past kMaxRecent.
  virtual Result<bool> note_recent(const RecentSearch& search) = 0;
  /// Those that begin with `prefix` in any case (Unicode), the last seen first; at most `limit`
  /// (kMaxRecent).
  virtual Result<std::vector<RecentSearch>> recent(OrgId org, UserId user, int type,
                                                   std::string_view prefix, std::size_t limit) = 0;
};

}  // namespace picket::ports
