#include "domain/search/parse.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "domain/search/filters.h"
#include "domain/search/functions.h"
#include "domain/search/issue_values.h"
#include "domain/search/reading.h"
#include "domain/search/syntax.h"

namespace picket::domain::search {
namespace {

std::string_view word_of(TermKind connective) noexcept {
  return connective == TermKind::both ? "AND" : "OR";
}

bool is_connective(const Term& term) noexcept {
  return term.kind == TermKind::both || term.kind == TermKind::either;
}

/// Joins terms: AND, written or not, before OR.
class Joiner {
 public:
  explicit Joiner(const Reading& reading) : reading_(reading) {}

  Read<Group> join(const std::vector<Term>& terms) {
    Group any{true, {}};
    Group all;
    const Term* last = nullptr;
    for (const Term& term : terms) {
      if (!is_connective(term)) {
        auto parts = read(term);
        if (!parts) return unexpected(std::move(parts.error()));
        std::move(parts->begin(), parts->end(), std::back_inserter(all.parts));
      } else if (auto good = check_left(term, last); !good) {
        return unexpected(std::move(good.error()));
      } else if (term.kind == TermKind::either) {
        add(any, std::exchange(all, Group()));
      }
      last = &term;
    }
    if (last != nullptr && is_connective(*last)) {
      return unexpected(SearchError{fmt::format("Condition is missing on the right side of '{}' "
                                                "operator",
                                                word_of(last->kind)),
                                    last->span});
    }
    if (any.parts.empty()) return all;
    add(any, std::move(all));
    if (any.parts.size() == 1) return Group{false, std::move(any.parts)};
    Group root;
    root.parts.push_back({std::move(any)});
    return root;
  }

 private:
  /// As one part, without a group of one or an OR inside of OR. Nothing (an empty text) is no part.
  static void add(Group& any, Group all) {
    if (all.parts.empty()) return;
    if (all.parts.size() > 1) {
      any.parts.push_back({std::move(all)});
    } else if (auto* const inner = std::get_if<Group>(&all.parts.front().node)) {
      std::move(inner->parts.begin(), inner->parts.end(), std::back_inserter(any.parts));
    } else {
      any.parts.push_back(std::move(all.parts.front()));
    }
  }

  static SearchError no_connectives(Span at) {
    return {"Boolean statements containing \"OR\" or \"AND\" are not supported in this search", at};
  }

  Read<void> check_left(const Term& term, const Term* left) const {
    if (!reading_.config.allows_connectives) return unexpected(no_connectives(term.span));
    if (left == nullptr) {
      return unexpected(SearchError{
          fmt::format("Condition is missing on the left side of '{}' operator", word_of(term.kind)),
          term.span});
    }
    if (is_connective(*left)) {
      return unexpected(
          SearchError{fmt::format("Missing condition in between two condition operators: '{} {}'",
                                  word_of(left->kind), word_of(term.kind)),
                      {left->span.begin, term.span.end}});
    }
    return {};
  }

  /// What all has to hold for one term.
  Read<std::vector<Expression>> read(const Term& term) {
    if (term.kind == TermKind::group) return read_group(term);
    std::vector<Expression> parts;
    if (term.kind == TermKind::filter) {
      auto filters = read_filter(reading_, term.filter);
      if (!filters) return unexpected(std::move(filters.error()));
      parts = *std::move(filters);
    } else {
      auto text = read_text_term(reading_, term);
      if (!text) return unexpected(std::move(text.error()));
      if (*text) parts.push_back({**std::move(text)});
    }
    for (Expression& part : parts) {
      if (auto* const filter = std::get_if<Filter>(&part.node)) filter->at = term.span;
    }
    filters_ += parts.size();
    if (filters_ > kMaxFilters) {
      return unexpected(
          SearchError{fmt::format("A query can have {} filters at most.", kMaxFilters), term.span});
    }
    return parts;
  }

  Read<std::vector<Expression>> read_group(const Term& term) {
    if (!reading_.config.allows_connectives) {
      if (const auto at = find_connective(term.group)) return unexpected(no_connectives(*at));
      return std::vector<Expression>{{*read_free_text(reading_.text(term.span))}};
    }
    auto group = join(term.group);
    if (!group) return unexpected(std::move(group.error()));
    return std::move(group->parts);
  }

  static std::optional<Span> find_connective(const std::vector<Term>& terms) {
    for (const Term& term : terms) {
      if (is_connective(term)) return term.span;
      if (const auto inside = find_connective(term.group)) return inside;
    }
    return std::nullopt;
  }

  const Reading& reading_;
  std::size_t filters_ = 0;
};

struct Contents {
  bool filters = false;
  bool aggregates = false;
};

/// What is in a group; nullopt when some OR has both in it: a store asks for events first and for
/// groups of them after.
std::optional<Contents> contents_of(const Group& group) {
  Contents contents;
  for (const Expression& part : group.parts) {
    if (const auto* const inner = std::get_if<Group>(&part.node)) {
      const auto inside = contents_of(*inner);
      if (!inside) return std::nullopt;
      contents.filters = contents.filters || inside->filters;
      contents.aggregates = contents.aggregates || inside->aggregates;
    } else {
      const bool aggregate = std::holds_alternative<Aggregate>(part.node);
      (aggregate ? contents.aggregates : contents.filters) = true;
    }
  }
  if (group.any && contents.filters && contents.aggregates) return std::nullopt;
  return contents;
}

}  // namespace

Result<Search, SearchError> parse_search(std::string_view query, const SearchConfig& config,
                                         Timestamp now) {
  const SyntaxRules rules{config.allows_regexes, config.is_issue_search ? nullptr : is_function};
  Syntax syntax = parse_syntax(query, rules);
  if (syntax.error) return unexpected(*std::move(syntax.error));
  const Reading reading{query, config, now};
  auto root = Joiner(reading).join(syntax.terms);
  if (!root) return unexpected(std::move(root.error()));
  if (config.is_issue_search) add_implied_status(*root);
  if (!contents_of(*root)) {
    return unexpected(SearchError{"Having an OR between aggregate and normal filters is invalid.",
                                  Span{0, query.size()}});
  }
  Search search;
  search.root = *std::move(root);
  search.has_connectives =
      config.allows_connectives &&
      std::any_of(syntax.terms.begin(), syntax.terms.end(), [](const Term& term) {
        return is_connective(term) || term.kind == TermKind::group;
      });
  return search;
}

}  // namespace picket::domain::search
