// Repository of meta_db: tables and charts of events that an organization keeps by a name. Errors
// and threads: see ports/meta_db.h.
// Source: shared spec "api", section 12.4.
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

struct DiscoverQuery {
  std::int64_t id = 0;
  OrgId org;
  UserId creator;
  bool homepage = false;  ///< What the creator begins with; of nobody else's concern.
  std::string name{};
  std::vector<ProjectId> projects{};  ///< At most DiscoverQueryRepository::kMaxProjects.
  std::string query_json = "{}";      ///< Object: fields, search, range and how it is shown.
  Timestamp created{};
  Timestamp updated{};
  std::int64_t visits = 0;
  std::optional<Timestamp> last_visited{};

  friend bool operator==(const DiscoverQuery&, const DiscoverQuery&) = default;
};

enum class DiscoverOrder : std::uint8_t { name, created, updated, visits, last_visited, mine };

struct DiscoverListing {
  OrgId org{};
  std::string text{};  ///< In the name, in any case (Unicode); empty: all.
  DiscoverOrder order = DiscoverOrder::name;
  bool descending = false;
  UserId me{};  ///< Of DiscoverOrder::mine: whose come first, the latest changed before others.
  std::size_t offset = 0;
  std::size_t limit = 100;
};

class DiscoverQueryRepository {
 public:
  static constexpr std::size_t kMaxOfOrganization = 2000;
  static constexpr std::size_t kMaxProjects = 100;
  static constexpr std::size_t kMaxJsonBytes = 64 * 1024;

  virtual ~DiscoverQueryRepository() = default;

  /// invalid_argument / "already_exists" for a second homepage of its creator, "too_many_queries"
  /// past the limit, "bad_query" past those of one.
  virtual Result<std::int64_t> create(const DiscoverQuery& query) = 0;
  /// Name, projects, query and `updated`. invalid_argument / "no_such_query", "bad_query".
  virtual Result<void> update(const DiscoverQuery& query) = 0;
  /// Safe to repeat.
  virtual Result<void> remove(std::int64_t id) = 0;
  virtual Result<void> visit(std::int64_t id, Timestamp now) = 0;
  virtual Result<std::optional<DiscoverQuery>> find(std::int64_t id) = 0;
  virtual Result<std::optional<DiscoverQuery>> find_homepage(OrgId org, UserId creator) = 0;
  /// Without homepages. Ties by id.
  virtual Result<std::vector<DiscoverQuery>> list(const DiscoverListing& listing) = 0;
};

}  // namespace picket::ports
