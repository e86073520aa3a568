#include "roles/api/issue_search.h"

#include <algorithm>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"
#include "domain/issue/facts.h"
#include "domain/search/parse.h"
#include "domain/search/print.h"

namespace picket::api {
namespace {

namespace search = domain::search;
using domain::IssueStatus;
using domain::Level;
using domain::Substatus;
using search::Actor;
using search::Filter;

/// Each is looked up; all must hold, so that more than one or two find nothing anyway.
constexpr std::size_t kMaxAssigned = 10;

constexpr IssueStatus kStatuses[] = {IssueStatus::unresolved, IssueStatus::resolved,
                                     IssueStatus::ignored};
constexpr Substatus kSubstatuses[] = {Substatus::none,
                                      Substatus::archived_until_escalating,
                                      Substatus::escalating,
                                      Substatus::ongoing,
                                      Substatus::archived_until_condition_met,
                                      Substatus::archived_forever,
                                      Substatus::regressed,
                                      Substatus::new_};
constexpr Level kLevels[] = {Level::fatal, Level::error, Level::warning,
                             Level::info,  Level::debug, Level::sample};

Problem search_problem(std::string_view sentence) {
  return bad_request(fmt::format("Error parsing search query: {}", sentence));
}

/// What the filters of one query add to a search.
class Reader {
 public:
  explicit Reader(std::string_view query) : query_(query) {}

  Result<void, Problem> add(const Filter& filter) {
    if (filter.key.scope != search::KeyScope::field || filter.key.any_element) {
      return unexpected(unknown_key(filter));
    }
    const std::string_view key = filter.key.name;
    if (key == "status") return add_numbers(filter, search_.statuses, kStatuses);
    if (key == "substatus") return add_numbers(filter, search_.substatuses, kSubstatuses);
    if (key == "level") return add_levels(filter);
    if (key == "assigned_to") return add_assigned(filter);
    if (key == "unassigned") return add_unassigned(filter);
    if (key == "bookmarked_by") return add_bookmarks(filter);
    if (key == "message") return add_text(filter);
    return unexpected(unknown_key(filter));
  }

  IssueSearch take() { return std::move(search_); }

 private:
  std::string written(const Filter& filter) const {
    const search::Span at = filter.at;
    return search::quoted_in_error(query_.substr(at.begin, at.end - at.begin));
  }

  Problem unknown_key(const Filter& filter) const {
    if (filter.key.type == search::ValueType::flag) return unsupported(filter);
    return search_problem(fmt::format(
        "Filter '{}' is not supported yet; 'is', 'level', 'assigned', 'bookmarks' and text are. "
        "Enclose text in double quotes.",
        search::quoted_in_error(search::to_text(filter.key))));
  }

  /// A key that is known, in another way than is.
  Problem unsupported(const Filter& filter) const {
    return search_problem(fmt::format("'{}' is not supported yet", written(filter)));
  }

  /// Leaves of `list` (nullopt: all there are) what is among `values`, or what is not.
  template <class T>
  static void keep(std::optional<std::vector<T>>& list, std::span<const T> all,
                   const std::vector<T>& values, bool negated) {
    const std::vector<T> before =
        list ? *std::exchange(list, std::nullopt) : std::vector<T>(all.begin(), all.end());
    list.emplace();
    std::copy_if(before.begin(), before.end(), std::back_inserter(*list), [&](T one) {
      return (std::find(values.begin(), values.end(), one) != values.end()) != negated;
    });
  }

  template <class T, std::size_t kCount>
  Result<void, Problem> add_numbers(const Filter& filter, std::optional<std::vector<T>>& list,
                                    const T (&all)[kCount]) {
    std::vector<T> values;
    for (const search::Value& value : filter.values) {
      const auto* const number = std::get_if<double>(&value);
      if (number == nullptr) return unexpected(unsupported(filter));
      values.push_back(static_cast<T>(static_cast<int>(*number)));
    }
    keep(list, std::span<const T>(all), values, search::is_negative(filter.op));
    return {};
  }

  Result<void, Problem> add_levels(const Filter& filter) {
    std::vector<Level> values;
    for (const search::Value& value : filter.values) {
      const auto* const pattern = std::get_if<search::TextPattern>(&value);
      if (pattern == nullptr || pattern->text().empty()) return unexpected(unsupported(filter));
      values.push_back(domain::parse_level(pattern->text()));
    }
    keep(search_.levels, std::span<const Level>(kLevels), values, search::is_negative(filter.op));
    return {};
  }

  Result<void, Problem> add_assigned(const Filter& filter) {
    std::vector<Actor> people;
    for (const search::Value& value : filter.values) {
      const auto* const actor = std::get_if<Actor>(&value);
      if (actor == nullptr) return unexpected(unsupported(filter));
      people.push_back(*actor);
    }
    if (search::is_negative(filter.op)) {
      if (people != std::vector{Actor()}) return unexpected(unsupported(filter));
      set_assigned(true);
      return {};
    }
    people_ += people.size();
    if (people_ > kMaxAssigned) {
      return unexpected(search_problem(
          fmt::format("At most {} filters 'assigned' can be searched", kMaxAssigned)));
    }
    search_.assigned.push_back(std::move(people));
    return {};
  }

  void set_assigned(bool assigned) {
    // Both at once: nobody is.
    if (search_.is_assigned && *search_.is_assigned != assigned) search_.statuses.emplace();
    search_.is_assigned = assigned;
  }

  Result<void, Problem> add_unassigned(const Filter& filter) {
    const auto* const unassigned = std::get_if<bool>(&filter.values.front());
    if (unassigned == nullptr) return unexpected(unsupported(filter));
    set_assigned(!*unassigned);
    return {};
  }

  Result<void, Problem> add_bookmarks(const Filter& filter) {
    const std::vector<search::Value> me = {Actor{Actor::Kind::me, {}}};
    if (filter.values != me || search::is_negative(filter.op)) {
      return unexpected(
          search_problem(fmt::format("'{}' is not supported; 'bookmarks:me' is", written(filter))));
    }
    search_.bookmarked = true;
    return {};
  }

  /// Texts that stand apart are looked for as one, a blank between them.
  Result<void, Problem> add_text(const Filter& filter) {
    const auto* const pattern = std::get_if<search::TextPattern>(&filter.values.front());
    const bool plain = pattern != nullptr && filter.op == search::Operator::equal &&
                       (pattern->shape() == search::PatternShape::infix ||
                        (pattern->is_exact() && !pattern->text().empty()));
    if (!plain) return unexpected(unsupported(filter));
    if (!search_.text.empty()) search_.text += ' ';
    search_.text += pattern->text();
    if (search_.text.size() > kMaxSearchText) {
      return unexpected(
          search_problem(fmt::format("Text of at most {} bytes can be searched", kMaxSearchText)));
    }
    return {};
  }

  std::string_view query_;
  IssueSearch search_;
  std::size_t people_ = 0;
};

std::string_view trimmed(std::string_view query) noexcept {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t begin = query.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return query.substr(begin, query.find_last_not_of(kBlanks) - begin + 1);
}

}  // namespace

bool IssueSearch::matches_nothing() const noexcept {
  return (statuses && statuses->empty()) || (substatuses && substatuses->empty()) ||
         (levels && levels->empty());
}

void IssueSearch::require(IssueStatus status) {
  const bool allowed =
      !statuses || std::find(statuses->begin(), statuses->end(), status) != statuses->end();
  statuses.emplace();
  if (allowed) statuses->push_back(status);
}

Answer<IssueSearch> parse_issue_search(std::string_view query, Timestamp now) {
  query = trimmed(query);
  const auto parsed = search::parse_search(query, search::issue_search(), now);
  if (!parsed) return unexpected(search_problem(parsed.error().text));
  Reader reader(query);
  for (const search::Expression& part : parsed->root.parts) {
    // Without AND, OR and functions there are only filters.
    if (auto added = reader.add(std::get<Filter>(part.node)); !added) {
      return unexpected(std::move(added.error()));
    }
  }
  return reader.take();
}

}  // namespace picket::api
