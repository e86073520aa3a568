#include "domain/search/highlight.h"

#include <utility>

#include "domain/search/functions.h"
#include "domain/search/syntax.h"

namespace picket::domain::search {
namespace {

class Tokens {
 public:
  explicit Tokens(std::string_view query) : query_(query) {}

  void add_terms(const std::vector<Term>& terms) {
    for (const Term& term : terms) add_term(term);
  }

  /// The rest of the query, without the spaces in front of it.
  void add_error(std::size_t begin) {
    begin = query_.find_first_not_of(' ', begin);
    if (begin != std::string_view::npos) add(TokenKind::error, begin, query_.size());
  }

  std::vector<Token> take() { return std::move(tokens_); }

 private:
  void add(TokenKind kind, std::size_t begin, std::size_t end) {
    if (begin < end) tokens_.push_back({kind, {begin, end}});
  }

  void add_term(const Term& term) {
    switch (term.kind) {
      case TermKind::filter:
        return add_filter(term.span.begin, term.filter);
      case TermKind::text:
      case TermKind::quoted_text:
        return add(TokenKind::text, term.span.begin, term.span.end);
      case TermKind::both:
      case TermKind::either:
        return add(TokenKind::connective, term.span.begin, term.span.end);
      case TermKind::group:
        add(TokenKind::parenthesis, term.span.begin, term.span.begin + 1);
        add_terms(term.group);
        add(TokenKind::parenthesis, term.span.end - 1, term.span.end);
        return;
    }
  }

  void add_filter(std::size_t begin, const WrittenFilter& filter) {
    if (filter.negated) add(TokenKind::negation, begin, begin + 1);
    const Span key = filter.key.span;
    add(filter.function ? TokenKind::function : TokenKind::key, key.begin, key.end);
    add(TokenKind::separator, key.end, key.end + 1);
    add(TokenKind::op, filter.op_span.begin, filter.op_span.end);
    if (filter.form != ValueForm::list) {
      return add(TokenKind::value, filter.value.begin, filter.value.end);
    }
    std::size_t at = filter.value.begin;
    for (const Span item : filter.items) {
      add_brackets(at, item.begin);
      add(TokenKind::value, item.begin, item.end);
      at = item.end;
    }
    add_brackets(at, filter.value.end);
  }

  /// What is between the items of a list.
  void add_brackets(std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at) {
      if (query_[at] != ' ') add(TokenKind::list, at, at + 1);
    }
  }

  std::string_view query_;
  std::vector<Token> tokens_;
};

}  // namespace

std::string_view to_string(TokenKind kind) noexcept {
  switch (kind) {
    case TokenKind::negation:
      return "negation";
    case TokenKind::key:
      return "key";
    case TokenKind::function:
      return "function";
    case TokenKind::separator:
      return "separator";
    case TokenKind::op:
      return "operator";
    case TokenKind::value:
      return "value";
    case TokenKind::list:
      return "list";
    case TokenKind::text:
      return "text";
    case TokenKind::connective:
      return "connective";
    case TokenKind::parenthesis:
      return "parenthesis";
    case TokenKind::error:
      return "error";
  }
  return "error";
}

std::vector<Token> highlight(std::string_view query, const SearchConfig& config) {
  const SyntaxRules rules{config.allows_regexes, config.is_issue_search ? nullptr : is_function};
  const Syntax syntax = parse_syntax(query, rules);
  Tokens tokens(query);
  tokens.add_terms(syntax.terms);
  if (syntax.error) tokens.add_error(syntax.end);
  return tokens.take();
}

}  // namespace picket::domain::search
