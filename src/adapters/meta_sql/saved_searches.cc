#include "adapters/meta_sql/saved_searches.h"

#include <utility>

#include "adapters/meta_sql/changed_rows.h"
#include "adapters/meta_sql/issue_query.h"
#include "adapters/meta_sql/limits.h"
#include "base/unicode.h"

namespace picket::adapters::meta {
namespace {

using ports::SearchVisibility;

using Columns = List<Int, Int, Int, Int, Int, Text, Text, Text, Int>;
#define PICKET_SEARCH_COLUMNS "id, org_id, user_id, type, visibility, name, query, sort, created"

constexpr Sql<List<Int, Int, Int, Int, Text, Text, Text, Int>, List<Int>> kCreate{
    "INSERT INTO saved_searches (org_id, user_id, type, visibility, name, query, sort, created) "
    "VALUES (:org, :owner, :type, :visibility, :name, :query, :sort, :created) RETURNING id"};
constexpr Sql<List<Int, Text, Text, Text, Int>> kUpdate{
    "UPDATE saved_searches SET visibility = :visibility, name = :name, query = :query, "
    "sort = :sort WHERE id = :id"};
constexpr Sql<List<Int>> kRemove{"DELETE FROM saved_searches WHERE id = :id"};
constexpr Sql<List<Int>, Columns> kFind{"SELECT " PICKET_SEARCH_COLUMNS
                                        " FROM saved_searches WHERE id = :id"};
constexpr Sql<List<Int, Int, Int>, Columns> kFindPinned{
    "SELECT " PICKET_SEARCH_COLUMNS
    " FROM saved_searches WHERE org_id = :org AND user_id = :owner AND type = :type AND "
    "visibility = 2"};
constexpr Sql<List<Int, Int, Int>, Columns> kList{
    "SELECT " PICKET_SEARCH_COLUMNS
    " FROM saved_searches WHERE org_id = :org AND type = :type AND "
    "(visibility = 0 OR user_id = :owner) ORDER BY name, id"};
constexpr Sql<List<Int, Int>, List<Int>> kCountOfOrg{
    "SELECT COUNT(*) FROM saved_searches WHERE org_id = :org AND visibility = 0 AND id <> :self"};
constexpr Sql<List<Int, Int, Int>, List<Int>> kCountOfPerson{
    "SELECT COUNT(*) FROM saved_searches WHERE org_id = :org AND user_id = :owner AND "
    "visibility <> 0 AND id <> :self"};
constexpr Sql<List<Int, Int, Text, Int>, List<Int>> kSameOfOrg{
    "SELECT id FROM saved_searches WHERE org_id = :org AND type = :type AND query = :query AND "
    "visibility = 0 AND id <> :self"};
constexpr Sql<List<Int, Int, Int, Text, Int>, List<Int>> kSameOfPerson{
    "SELECT id FROM saved_searches WHERE org_id = :org AND user_id = :owner AND type = :type AND "
    "query = :query AND visibility = 1 AND id <> :self"};
constexpr Sql<List<Int, Int, Int, Int>, List<Int>> kSamePinned{
    "SELECT id FROM saved_searches WHERE org_id = :org AND user_id = :owner AND type = :type AND "
    "visibility = 2 AND id <> :self"};

constexpr Sql<List<Int, Int, Int, Int, Text>> kSeeAgain{
    "UPDATE recent_searches SET last_seen = :seen WHERE org_id = :org AND user_id = :owner AND "
    "type = :type AND query = :query"};
constexpr Sql<List<Int, Int, Int, Text, Text, Int, Int>> kAddRecent{
    "INSERT INTO recent_searches (org_id, user_id, type, query, query_lower, created, last_seen) "
    "VALUES (:org, :owner, :type, :query, :lowered, :created, :seen)"};
constexpr Sql<List<Int, Int, Int, Int>> kForgetOldest{
    "DELETE FROM recent_searches WHERE id IN (SELECT id FROM recent_searches WHERE org_id = :org "
    "AND user_id = :owner AND type = :type ORDER BY last_seen DESC, id DESC LIMIT 1000 OFFSET "
    ":kept)"};
constexpr Sql<List<Int, Int, Int, Text, Int>, List<Int, Text, Int, Int>> kRecent{
    "SELECT id, query, created, last_seen FROM recent_searches WHERE org_id = :org AND "
    "user_id = :owner AND type = :type AND query_lower LIKE :prefix ESCAPE '!' "
    "ORDER BY last_seen DESC, id DESC LIMIT :most"};

ports::SavedSearch search_row(Int id, Int org, Int owner, Int type, Int visibility,
                              std::string& name, std::string& query, std::string& sort,
                              Int created) {
  return {id,
          OrgId{org},
          UserId{owner},
          static_cast<int>(type),
          static_cast<SearchVisibility>(visibility),
          std::move(name),
          std::move(query),
          std::move(sort),
          from_unix_us(created)};
}

std::string lower(std::string_view text) {
  std::string lowered;
  unicode::append_lower(text, lowered);
  return lowered;
}

Result<std::optional<ports::SavedSearch>> none_or_row(const Result<void>& done,
                                                      std::optional<ports::SavedSearch> found) {
  if (!done) return unexpected(done.error());
  return found;
}

Error refused(std::string_view code) {
  return {ErrorKind::invalid_argument, code, {}};
}

}  // namespace

Result<void> SavedSearches::check_place(const ports::SavedSearch& search) {
  const Int org = search.org.value;
  const Int owner = search.owner.value;
  Int others = 0;
  bool same = false;
  const auto count = [&](Int rows) { others = rows; };
  const auto note = [&](Int) { same = true; };
  const bool shared = search.visibility == SearchVisibility::organization;
  auto counted = shared ? work_.read(kCountOfOrg, org, search.id, count)
                        : work_.read(kCountOfPerson, org, owner, search.id, count);
  if (!counted) return counted;
  Result<void> looked;
  switch (search.visibility) {
    case SearchVisibility::organization:
      looked = work_.read(kSameOfOrg, org, Int{search.type}, search.query, search.id, note);
      break;
    case SearchVisibility::owner:
      looked =
          work_.read(kSameOfPerson, org, owner, Int{search.type}, search.query, search.id, note);
      break;
    case SearchVisibility::owner_pinned:
      looked = work_.read(kSamePinned, org, owner, Int{search.type}, search.id, note);
      break;
  }
  if (!looked) return looked;
  if (same) return unexpected(refused("already_exists"));
  const std::size_t most = shared ? kMaxOfOrganization : kMaxOfPerson;
  if (static_cast<std::size_t>(others) >= most) return unexpected(refused("too_many_searches"));
  return {};
}

Result<std::int64_t> SavedSearches::create(const ports::SavedSearch& search) {
  if (auto placed = check_place(search); !placed) return unexpected(placed.error());
  return work_.insert(kCreate, search.org.value, search.owner.value, Int{search.type},
                      static_cast<Int>(search.visibility), search.name, search.query, search.sort,
                      to_unix_us(search.created));
}

Result<void> SavedSearches::update(const ports::SavedSearch& search) {
  if (auto placed = check_place(search); !placed) return placed;
  const auto changed = held(work_.change(kUpdate, static_cast<Int>(search.visibility), search.name,
                                         search.query, search.sort, search.id));
  if (!changed) return unexpected(changed.error());
  if (*changed) return {};
  return unexpected(refused("no_such_search"));
}

Result<void> SavedSearches::remove(std::int64_t id) {
  return without_count(work_.change(kRemove, id));
}

Result<std::optional<ports::SavedSearch>> SavedSearches::find(std::int64_t id) {
  std::optional<ports::SavedSearch> found;
  const auto done =
      work_.read(kFind, id, [&](auto&&... columns) { found = search_row(columns...); });
  return none_or_row(done, std::move(found));
}

Result<std::optional<ports::SavedSearch>> SavedSearches::find_pinned(OrgId org, UserId owner,
                                                                     int type) {
  std::optional<ports::SavedSearch> found;
  const auto done = work_.read(kFindPinned, org.value, owner.value, Int{type},
                               [&](auto&&... columns) { found = search_row(columns...); });
  return none_or_row(done, std::move(found));
}

Result<std::vector<ports::SavedSearch>> SavedSearches::list(OrgId org, UserId user, int type) {
  std::vector<ports::SavedSearch> listed;
  const auto done = work_.read(kList, org.value, Int{type}, user.value, [&](auto&&... columns) {
    listed.push_back(search_row(columns...));
  });
  if (!done) return unexpected(done.error());
  return listed;
}

Result<bool> SavedSearches::note_recent(const ports::RecentSearch& search) {
  const Int org = search.org.value;
  const Int owner = search.user.value;
  const Int type = search.type;
  const Int seen = to_unix_us(search.last_seen);
  const auto again = held(work_.change(kSeeAgain, seen, org, owner, type, search.query));
  if (!again) return again;
  if (*again) return false;
  const auto added = work_.change(kAddRecent, org, owner, type, search.query, lower(search.query),
                                  to_unix_us(search.created), seen);
  if (!added) return unexpected(added.error());
  const auto forgot = work_.change(kForgetOldest, org, owner, type, static_cast<Int>(kMaxRecent));
  if (!forgot) return unexpected(forgot.error());
  return true;
}

Result<std::vector<ports::RecentSearch>> SavedSearches::recent(OrgId org, UserId user, int type,
                                                               std::string_view prefix,
                                                               std::size_t limit) {
  std::vector<ports::RecentSearch> listed;
  if (prefix.size() > kMaxSearchText) {
    return unexpected(Error{ErrorKind::invalid_argument, "search_text_too_long", {}});
  }
  if (limit > kMaxRecent)
    return unexpected(Error{ErrorKind::invalid_argument, "limit_too_large", {}});
  // Without what stands for any text in front.
  const std::string pattern = like_pattern(lower(prefix)).substr(1);
  const auto done =
      work_.read(kRecent, org.value, user.value, Int{type}, pattern, static_cast<Int>(limit),
                 [&](Int id, std::string& query, Int created, Int seen) {
                   listed.push_back({id, org, user, type, std::move(query), from_unix_us(created),
                                     from_unix_us(seen)});
                 });
  if (!done) return unexpected(done.error());
  return listed;
}

}  // namespace picket::adapters::meta
