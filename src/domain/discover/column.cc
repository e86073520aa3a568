#include "domain/discover/column.h"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/utf8.h"
#include "domain/search/aggregates.h"
#include "domain/search/config.h"
#include "domain/search/scan.h"

namespace picket::domain::discover {
namespace {

constexpr std::string_view kEquation = "equation|";

bool is_word(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Everything but letters and digits becomes _, at the end nothing.
std::string alias_of(std::string_view name, const std::vector<std::string>& arguments) {
  std::string alias(name);
  for (const std::string& argument : arguments) {
    alias += '_';
    for (const char c : argument) alias += is_word(c) ? c : '_';
  }
  while (alias.ends_with('_')) alias.pop_back();
  return alias;
}

Result<Column, search::SearchError> read_call(std::string_view text,
                                              const search::WrittenFunction& written) {
  const search::Span whole{0, text.size()};
  auto call = search::read_call(written, search::event_search(), whole);
  if (!call) return unexpected(std::move(call.error()));
  auto function = make_function(call->name, call->arguments);
  if (!function) return unexpected(search::SearchError{std::move(function.error()), whole});
  return Column{std::string(text), alias_of(call->name, call->arguments), *std::move(function)};
}

}  // namespace

ResultType Column::type() const noexcept {
  return std::visit([](const auto& one) { return one.type; }, of);
}
Rendering Column::rendering() const noexcept {
  return std::visit([](const auto& one) { return one.rendering; }, of);
}
Rate Column::rate() const noexcept {
  const auto* const function = std::get_if<Function>(&of);
  return function == nullptr ? Rate::none : function->rate;
}

Result<Column, search::SearchError> read_column(std::string_view text) {
  const search::Span whole{0, text.size()};
  const auto refuse = [&](std::string sentence) {
    return unexpected(search::SearchError{std::move(sentence), whole});
  };
  if (!is_valid_utf8(text)) return refuse("The text of a field is not valid text");
  if (text.size() > kMaxColumnBytes) {
    return refuse(fmt::format("The text of a field has more than {} bytes", kMaxColumnBytes));
  }
  if (text.starts_with(kEquation)) return refuse("Equations are not supported yet");
  if (const auto scanned = search::scan_function(text, 0); scanned && scanned->end == text.size())
    return read_call(text, scanned->function);
  auto field = find_field(text);
  if (!field) return refuse(std::move(field.error()));
  return Column{std::string(text), std::string(text), *std::move(field)};
}

Result<Column, search::SearchError> read_function_column(std::string_view text) {
  auto column = read_column(text);
  if (column && !column->is_function()) {
    return unexpected(
        search::SearchError{fmt::format("{} is not a function", search::quoted_in_error(text)),
                            search::Span{0, text.size()}});
  }
  return column;
}

}  // namespace picket::domain::discover
