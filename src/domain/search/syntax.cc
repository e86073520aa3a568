#include "domain/search/syntax.h"

#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"
#include "domain/search/scan.h"
#include "domain/search/values.h"

namespace picket::domain::search {
namespace {

/// A value that a function can be compared with.
bool compares(std::string_view value) {
  return parse_duration(value) || parse_percentage(value) || parse_number(value) ||
         parse_size(value) || looks_like_iso_date(value) || parse_relative_date(value);
}

/// A parser of one query. Every *_at() says what begins there, and changes nothing else.
class Parser {
 public:
  Parser(std::string_view query, const SyntaxRules& rules) : query_(query), rules_(rules) {}

  Syntax parse() {
    Syntax syntax;
    syntax.end = terms_from(skip_spaces(query_, 0), 0, syntax.terms);
    syntax.error = std::move(error_);
    if (!syntax.error && syntax.end < query_.size()) {
      syntax.error = parse_error(query_, syntax.end);
    }
    return syntax;
  }

 private:
  bool is_at(std::size_t at, char c) const noexcept {
    return at < query_.size() && query_[at] == c;
  }
  std::string_view text(Span span) const noexcept {
    return query_.substr(span.begin, span.end - span.begin);
  }

  /// Reads terms as long as there are some. Returns where they end.
  std::size_t terms_from(std::size_t at, std::size_t depth, std::vector<Term>& terms) {
    while (at < query_.size() && !error_) {
      std::optional<Term> term = term_at(at, depth);
      if (!term) break;
      at = skip_spaces(query_, term->span.end);
      terms.push_back(*std::move(term));
    }
    return at;
  }

  std::optional<Term> term_at(std::size_t at, std::size_t depth) {
    if (const auto connective = scan_connective(query_, at)) {
      return term(*connective, at, at + (*connective == TermKind::both ? 3 : 2));
    }
    if (auto group = group_at(at, depth)) return group;
    if (auto filter = filter_at(at)) {
      Term found = term(TermKind::filter, at, filter->value.end);
      found.filter = *std::move(filter);
      return found;
    }
    if (const std::size_t end = quoted_end(query_, at); end != kNone) {
      return term(TermKind::quoted_text, at, end);
    }
    std::size_t end = text_end(at, depth);
    if (end == at) return std::nullopt;
    while (query_[end - 1] == ' ') --end;
    return term(TermKind::text, at, end);
  }

  static Term term(TermKind kind, std::size_t begin, std::size_t end) {
    Term term;
    term.kind = kind;
    term.span = {begin, end};
    return term;
  }

  bool too_deep(std::size_t at, std::size_t depth) {
    if (depth < kMaxDepth) return false;
    error_ = SearchError{fmt::format("Parentheses can be nested {} deep at most.", kMaxDepth),
                         Span{at, at + 1}};
    return true;
  }

  /// "(" term+ ")". Where it fails, text is tried, which looks for no groups: each level of
  /// parentheses is read once as a group, and as text at most once for each level around it.
  std::optional<Term> group_at(std::size_t at, std::size_t depth) {
    if (!is_at(at, '(') || too_deep(at, depth)) return std::nullopt;
    Term group = term(TermKind::group, at, at);
    const std::size_t end = terms_from(skip_spaces(query_, at + 1), depth + 1, group.group);
    if (error_) return std::nullopt;
    if (group.group.empty() || !is_at(end, ')')) return std::nullopt;
    group.span.end = end + 1;
    return group;
  }

  /// Words and pairs of parentheses up to what is a filter or a connective, with the spaces behind
  /// them.
  std::size_t text_end(std::size_t at, std::size_t depth) {
    while (at < query_.size() && !scan_connective(query_, at) && !filter_at(at)) {
      const std::size_t end = is_at(at, '(') ? paren_end(at, depth) : word_end(query_, at);
      if (end == kNone || end == at) break;
      at = skip_spaces(query_, end);
    }
    return at;
  }

  /// "(" text? ")" as a part of text; kNone when it is none.
  std::size_t paren_end(std::size_t at, std::size_t depth) {
    if (too_deep(at, depth)) return kNone;
    std::size_t end = quoted_end(query_, at + 1);
    if (end == kNone) end = is_at(at + 1, ' ') ? at + 1 : text_end(at + 1, depth + 1);
    return !error_ && is_at(end, ')') ? end + 1 : kNone;
  }

  std::optional<WrittenFilter> filter_at(std::size_t at) const {
    WrittenFilter filter;
    filter.negated = is_at(at, '!');
    if (filter.negated) ++at;
    if (auto scanned = scan_function(query_, at); scanned && is_at(scanned->end, ':')) {
      filter.function = std::move(scanned->function);
      filter.key.span = {at, scanned->end};
      return read_function_value(std::move(filter), scanned->end + 1);
    }
    const auto key = scan_key(query_, at);
    if (!key || !is_at(key->span.end, ':')) return std::nullopt;
    filter.key = *key;
    at = key->span.end + 1;
    const bool has = key->form == KeyForm::plain && key->name == "has";
    if (!has || !read_subject(filter, at)) read_value(filter, at);
    return filter;
  }

  /// Only a filter when the value compares, or when the function is one that there is.
  std::optional<WrittenFilter> read_function_value(WrittenFilter filter, std::size_t at) const {
    read_operator(filter, at);
    read_plain(filter, at);
    const bool good = filter.form == ValueForm::bare && filter.ends && compares(text(filter.value));
    const bool known = rules_.is_function != nullptr && rules_.is_function(filter.function->name);
    if (!good && !known) return std::nullopt;
    return filter;
  }

  /// has:key. Not when more than the key is there: what follows decides what the error says.
  bool read_subject(WrittenFilter& filter, std::size_t at) const {
    const auto subject = scan_key(query_, at);
    if (!subject || value_end(query_, subject->span.end) != subject->span.end) return false;
    filter.form = ValueForm::key;
    filter.subject = *subject;
    filter.value = subject->span;
    filter.ends = is_end(query_, subject->span.end);
    return true;
  }

  void read_operator(WrittenFilter& filter, std::size_t& at) const noexcept {
    if (const auto match = scan_match(query_, at)) {
      filter.match = match->match;
      filter.op_span = {at, match->end};
      at = match->end;
    } else if (const auto op = scan_operator(query_, at)) {
      filter.op = op->op;
      filter.op_span = {at, op->end};
      at = op->end;
    }
  }

  void read_value(WrittenFilter& filter, std::size_t at) const {
    if (rules_.regexes) {
      if (const std::size_t end = regex_end(query_, at); end != kNone) {
        filter.form = ValueForm::regex;
        filter.value = {at, end};
        filter.ends = true;
        return;
      }
    }
    read_operator(filter, at);
    if (!filter.op && is_at(at, '[') && read_list(filter, at)) return;
    read_plain(filter, at);
  }

  void read_plain(WrittenFilter& filter, std::size_t at) const noexcept {
    std::size_t end = quoted_end(query_, at);
    filter.form = end == kNone ? ValueForm::bare : ValueForm::quoted;
    if (end == kNone) end = value_end(query_, at);
    filter.value = {at, end};
    filter.ends = is_end(query_, end);
  }

  /// [a, "b"]. An empty item is read, so that it can be refused; [] is no list.
  bool read_list(WrittenFilter& filter, std::size_t at) const {
    std::vector<Span> items;
    std::size_t next = at + 1;
    while (true) {
      std::size_t end = quoted_end(query_, next);
      if (end == kNone) end = list_item_end(query_, next);
      items.push_back({next, end});
      const std::size_t comma = skip_spaces(query_, end);
      if (is_at(comma, ',')) {
        next = skip_spaces(query_, comma + 1);
        continue;
      }
      const bool is_empty = items.size() == 1 && end == next;
      if (!is_at(end, ']') || !is_end(query_, end + 1) || is_empty) return false;
      filter.form = ValueForm::list;
      filter.value = {at, end + 1};
      filter.items = std::move(items);
      filter.ends = true;
      return true;
    }
  }

  std::string_view query_;
  const SyntaxRules& rules_;
  std::optional<SearchError> error_;
};

}  // namespace

Syntax parse_syntax(std::string_view query, const SyntaxRules& rules) {
  Syntax syntax;
  if (query.size() > kMaxQueryBytes) {
    syntax.error = SearchError{
        fmt::format("The query is too long: {} bytes of at most {}.", query.size(), kMaxQueryBytes),
        Span{kMaxQueryBytes, query.size()}};
    return syntax;
  }
  if (!is_valid_utf8(query)) {
    syntax.error = SearchError{"The query is not valid UTF-8.", Span{0, query.size()}};
    return syntax;
  }
  return Parser(query, rules).parse();
}

}  // namespace picket::domain::search
