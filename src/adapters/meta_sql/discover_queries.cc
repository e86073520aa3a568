#include "adapters/meta_sql/discover_queries.h"

#include <utility>

#include <fmt/format.h>

#include "adapters/meta_sql/changed_rows.h"
#include "adapters/meta_sql/issue_query.h"
#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/optional_time.h"
#include "adapters/meta_sql/text_list.h"
#include "base/ascii.h"
#include "base/unicode.h"

namespace picket::adapters::meta {
namespace {

using Columns = List<Int, Int, Int, Int, Text, Text, Text, Int, Int, Int, Int>;
#define PICKET_QUERY_COLUMNS                                                         \
  "id, org_id, user_id, homepage, name, projects, query, created, updated, visits, " \
  "last_visited"

constexpr Sql<List<Int, Int, Int, Text, Text, Text, Text, Int, Int, Int, Int>, List<Int>> kCreate{
    "INSERT INTO discover_queries (org_id, user_id, homepage, name, name_lower, projects, query, "
    "created, updated, visits, last_visited) VALUES (:org, :creator, :homepage, :name, :lowered, "
    ":projects, :query, :created, :updated, :visits, :visited) RETURNING id"};
constexpr Sql<List<Text, Text, Text, Text, Int, Int>> kUpdate{
    "UPDATE discover_queries SET name = :name, name_lower = :lowered, projects = :projects, "
    "query = :query, updated = :updated WHERE id = :id"};
constexpr Sql<List<Int>> kRemove{"DELETE FROM discover_queries WHERE id = :id"};
constexpr Sql<List<Int, Int>> kVisit{
    "UPDATE discover_queries SET visits = visits + 1, last_visited = :now WHERE id = :id"};
constexpr Sql<List<Int>, Columns> kFind{"SELECT " PICKET_QUERY_COLUMNS
                                        " FROM discover_queries WHERE id = :id"};
constexpr Sql<List<Int, Int>, Columns> kFindHomepage{
    "SELECT " PICKET_QUERY_COLUMNS
    " FROM discover_queries WHERE org_id = :org AND user_id = :creator AND homepage = 1"};
constexpr Sql<List<Int>, List<Int>> kCount{
    "SELECT COUNT(*) FROM discover_queries WHERE org_id = :org"};

std::string lower(std::string_view text) {
  std::string lowered;
  unicode::append_lower(text, lowered);
  return lowered;
}

Error refused(std::string_view code) {
  return {ErrorKind::invalid_argument, code, {}};
}

Result<std::string> project_list(const ports::DiscoverQuery& query) {
  if (query.projects.size() > ports::DiscoverQueryRepository::kMaxProjects ||
      query.query_json.size() > ports::DiscoverQueryRepository::kMaxJsonBytes) {
    return unexpected(refused("bad_query"));
  }
  std::vector<std::string> numbers;
  for (const ProjectId project : query.projects) numbers.push_back(std::to_string(project.value));
  return join_text_list(numbers);
}

ports::DiscoverQuery query_row(Int id, Int org, Int creator, Int homepage, std::string& name,
                               std::string& projects, std::string& query, Int created, Int updated,
                               Int visits, Int visited) {
  ports::DiscoverQuery row{id, OrgId{org}, UserId{creator}, homepage != 0, std::move(name)};
  for (const std::string& number : split_text_list(projects)) {
    if (const auto value = ascii::parse_uint<std::uint32_t>(number))
      row.projects.push_back(ProjectId{*value});
  }
  row.query_json = std::move(query);
  row.created = from_unix_us(created);
  row.updated = from_unix_us(updated);
  row.visits = visits;
  row.last_visited = never_or_time(visited);
  return row;
}

std::string order_of(const ports::DiscoverListing& listing) {
  const auto by = [&](std::string_view column) {
    return fmt::format("{} {}", column, listing.descending ? "DESC" : "ASC");
  };
  switch (listing.order) {
    case ports::DiscoverOrder::name:
      return by("name_lower");
    case ports::DiscoverOrder::created:
      return by("created");
    case ports::DiscoverOrder::updated:
      return by("updated");
    case ports::DiscoverOrder::visits:
      return by("visits");
    case ports::DiscoverOrder::last_visited:
      return by("last_visited");
    case ports::DiscoverOrder::mine:
      return fmt::format("CASE WHEN user_id = {} THEN {} ELSE {} END, updated DESC",
                         listing.me.value, listing.descending ? 1 : 0, listing.descending ? 0 : 1);
  }
  return by("name_lower");
}

}  // namespace

Result<std::int64_t> DiscoverQueries::create(const ports::DiscoverQuery& query) {
  auto projects = project_list(query);
  if (!projects) return unexpected(std::move(projects.error()));
  if (query.homepage) {
    const auto other = find_homepage(query.org, query.creator);
    if (!other) return unexpected(other.error());
    if (*other) return unexpected(refused("already_exists"));
  }
  Int all = 0;
  if (auto counted = work_.read(kCount, query.org.value, [&](Int rows) { all = rows; }); !counted)
    return unexpected(counted.error());
  if (static_cast<std::size_t>(all) >= kMaxOfOrganization)
    return unexpected(refused("too_many_queries"));
  return work_.insert(kCreate, query.org.value, query.creator.value, Int{query.homepage},
                      query.name, lower(query.name), *projects, query.query_json,
                      to_unix_us(query.created), to_unix_us(query.updated), query.visits,
                      time_or_never(query.last_visited));
}

Result<void> DiscoverQueries::update(const ports::DiscoverQuery& query) {
  auto projects = project_list(query);
  if (!projects) return unexpected(std::move(projects.error()));
  const auto changed = held(work_.change(kUpdate, query.name, lower(query.name), *projects,
                                         query.query_json, to_unix_us(query.updated), query.id));
  if (!changed) return unexpected(changed.error());
  if (*changed) return {};
  return unexpected(refused("no_such_query"));
}

Result<void> DiscoverQueries::remove(std::int64_t id) {
  return without_count(work_.change(kRemove, id));
}

Result<void> DiscoverQueries::visit(std::int64_t id, Timestamp now) {
  return without_count(work_.change(kVisit, to_unix_us(now), id));
}

Result<std::optional<ports::DiscoverQuery>> DiscoverQueries::find(std::int64_t id) {
  std::optional<ports::DiscoverQuery> found;
  const auto done =
      work_.read(kFind, id, [&](auto&&... columns) { found = query_row(columns...); });
  if (!done) return unexpected(done.error());
  return found;
}

Result<std::optional<ports::DiscoverQuery>> DiscoverQueries::find_homepage(OrgId org,
                                                                           UserId creator) {
  std::optional<ports::DiscoverQuery> found;
  const auto done = work_.read(kFindHomepage, org.value, creator.value,
                               [&](auto&&... columns) { found = query_row(columns...); });
  if (!done) return unexpected(done.error());
  return found;
}

Result<std::vector<ports::DiscoverQuery>> DiscoverQueries::list(
    const ports::DiscoverListing& listing) {
  if (listing.text.size() > kMaxSearchText) return unexpected(refused("search_text_too_long"));
  if (listing.limit > kMaxListed) return unexpected(refused("limit_too_large"));
  if (listing.offset > kMaxListOffset) return unexpected(refused("offset_too_large"));
  std::vector<ports::DiscoverQuery> listed;
  const auto done = work_.read_once<List<Text>, Columns>(
      fmt::format("SELECT " PICKET_QUERY_COLUMNS
                  " FROM discover_queries WHERE org_id = {} AND homepage = 0 AND name_lower LIKE "
                  ":pattern ESCAPE '!' ORDER BY {}, id LIMIT {} OFFSET {}",
                  listing.org.value, order_of(listing), listing.limit, listing.offset),
      like_pattern(lower(listing.text)),
      [&](auto&&... columns) { listed.push_back(query_row(columns...)); });
  if (!done) return unexpected(done.error());
  return listed;
}

}  // namespace picket::adapters::meta
