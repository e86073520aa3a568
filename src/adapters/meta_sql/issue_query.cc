#include "adapters/meta_sql/issue_query.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/meta_sql/issue_conditions.h"
#include "adapters/meta_sql/issue_row.h"
#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/number_list.h"
#include "ports/issues.h"

namespace picket::adapters::meta {
namespace {

using domain::IssueStatus;

Result<void> check(const ports::IssueQuery& query) {
  const auto refuse = [](std::string_view code) {
    return unexpected(Error{ErrorKind::invalid_argument, code, {}});
  };
  if (query.projects.size() > kMaxQueriedProjects) return refuse("too_many_projects");
  if (query.issues.size() > kMaxListed) return refuse("too_many_issues");
  if (query.text.size() > kMaxSearchText) return refuse("search_text_too_long");
  if (query.limit > kMaxListed) return refuse("limit_too_large");
  if (query.offset > kMaxListOffset) return refuse("offset_too_large");
  if (query.after && query.before) return refuse("two_positions");
  return check_conditions(query.where);
}

std::string assigned_to(const ports::AssigneeCondition& one) {
  std::string text = "(1 = 0";
  if (one.nobody) text += " OR (i.assigned_user = 0 AND i.assigned_team = 0)";
  if (one.anybody) text += " OR i.assigned_user <> 0 OR i.assigned_team <> 0";
  if (!one.users.empty())
    text += fmt::format(" OR i.assigned_user IN ({})", number_list(one.users));
  if (!one.teams.empty())
    text += fmt::format(" OR i.assigned_team IN ({})", number_list(one.teams));
  return text + ")";
}

/// What people made of them.
std::string people_condition(const ports::IssueQuery& query) {
  std::string text;
  if (!query.substatuses.empty())
    text += fmt::format(" AND i.substatus IN ({})", number_list(query.substatuses));
  if (!query.issues.empty()) text += fmt::format(" AND i.id IN ({})", number_list(query.issues));
  for (const ports::AssigneeCondition& one : query.assigned) text += " AND " + assigned_to(one);
  if (query.bookmarked_by) {
    text += fmt::format(
        " AND i.id IN (SELECT m.issue_id FROM issue_marks m WHERE m.user_id = {} AND m.bookmarked "
        "= 1)",
        query.bookmarked_by.value);
  }
  return text;
}

std::string condition(const ports::IssueQuery& query, TextParameters& texts) {
  static const std::vector<IssueStatus> kShown = {IssueStatus::unresolved, IssueStatus::resolved,
                                                  IssueStatus::ignored};
  const auto& statuses = query.statuses.empty() ? kShown : query.statuses;
  std::string text = fmt::format("i.project_id IN ({}) AND i.status IN ({})",
                                 number_list(query.projects), number_list(statuses));
  if (!query.levels.empty()) text += fmt::format(" AND i.level IN ({})", number_list(query.levels));
  text += people_condition(query);
  if (query.seen_after) {
    text += fmt::format(" AND i.last_seen >= {}", to_unix_us(*query.seen_after));
  }
  if (!query.text.empty()) {
    const std::string pattern = like_pattern(query.text);
    text += fmt::format(
        " AND (lower(f.title) LIKE lower({}) ESCAPE '!' OR lower(f.message) LIKE lower({}) ESCAPE "
        "'!')",
        texts.add(pattern), texts.add(pattern));
  }
  for (const domain::search::IssueCondition& one : query.where) {
    text += " AND " + condition_sql(one, texts);
  }
  return text;
}

std::string_view sort_column(ports::IssueSort sort) {
  switch (sort) {
    case ports::IssueSort::last_seen:
      return "last_seen";
    case ports::IssueSort::first_seen:
      return "first_seen";
    case ports::IssueSort::times_seen:
      return "times_seen";
  }
  return "last_seen";
}

/// Empty, or what a row of the page must also be. Written so that an index on the column can serve.
std::string beyond_position(const ports::IssueQuery& query) {
  const auto& position = query.before ? query.before : query.after;
  if (!position) return {};
  const std::string_view column = sort_column(query.sort);
  const char side = query.before ? '>' : '<';
  return fmt::format(" AND i.{0} {1}= {2} AND (i.{0} {1} {2} OR i.id {1} {3})", column, side,
                     position->key, position->issue.value);
}

std::string_view from(const ports::IssueQuery& query) {
  const bool reads_texts =
      !query.text.empty() || std::any_of(query.where.begin(), query.where.end(), needs_facts);
  return reads_texts ? "issues i JOIN issue_facts f ON f.issue_id = i.id" : "issues i";
}

}  // namespace

std::string like_pattern(std::string_view text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  pattern += '%';
  return pattern;
}

Result<ComposedQuery> compose_list(const ports::IssueQuery& query) {
  if (auto checked = check(query); !checked) return unexpected(checked.error());
  const std::string_view column = sort_column(query.sort);
  TextParameters texts;
  // The page is chosen on the small rows; the long texts are read for the rows of the page only.
  std::string text = fmt::format(
      "SELECT " PICKET_ISSUE_COLUMNS
      " FROM (SELECT i.id FROM {0} WHERE {1}{2} ORDER BY i.{3} {4}, i.id {4} LIMIT {5} OFFSET {6}) "
      "page JOIN issues i ON i.id = page.id JOIN issue_facts f ON f.issue_id = i.id "
      "ORDER BY i.{3} DESC, i.id DESC",
      from(query), condition(query, texts), beyond_position(query), column,
      query.before ? "ASC" : "DESC", query.limit, query.offset);
  return ComposedQuery{std::move(text), std::move(texts).values()};
}

Result<ComposedQuery> compose_count(const ports::IssueQuery& query) {
  if (auto checked = check(query); !checked) return unexpected(checked.error());
  TextParameters texts;
  std::string text =
      fmt::format("SELECT COUNT(*) FROM {} WHERE {}", from(query), condition(query, texts));
  return ComposedQuery{std::move(text), std::move(texts).values()};
}

}  // namespace picket::adapters::meta
