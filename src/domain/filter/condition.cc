#include "domain/filter/condition.h"

#include <algorithm>
#include <cmath>
#include <compare>
#include <optional>
#include <utility>

#include "domain/filter/condition_node.h"
#include "domain/filter/event_view.h"
#include "domain/filter/fold.h"

namespace picket::domain::filter {
namespace {

namespace json = boost::json;
using Node = Condition::Node;
using Op = Node::Op;

/// Nobody knows what an unknown operator means: neither that it holds nor that it does not.
enum class Answer : std::uint8_t { no, yes, unknown };

Answer answer(bool holds) noexcept {
  return holds ? Answer::yes : Answer::no;
}

bool is_equal(const Node& node, const FieldValue& value) {
  if (const auto* const text = std::get_if<std::string_view>(&value)) {
    const auto is = [&](std::string_view seen) {
      return std::find(node.texts.begin(), node.texts.end(), seen) != node.texts.end();
    };
    return node.ignore_case ? is(folded(*text)) : is(*text);
  }
  if (std::holds_alternative<std::monostate>(value)) return node.value.is_null();
  const auto* const flag = std::get_if<bool>(&value);
  return flag != nullptr && node.value.is_bool() && node.value.get_bool() == *flag;
}

template <class T>
std::optional<T> whole_number(const FieldValue& value) {
  if (const auto* const number = std::get_if<std::int64_t>(&value)) {
    if (std::in_range<T>(*number)) return static_cast<T>(*number);
  }
  if (const auto* const number = std::get_if<std::uint64_t>(&value)) {
    if (std::in_range<T>(*number)) return static_cast<T>(*number);
  }
  return std::nullopt;
}

std::optional<double> number_of(const FieldValue& value) {
  if (const auto* const number = std::get_if<double>(&value)) return *number;
  if (const auto signed_number = whole_number<std::int64_t>(value)) {
    return static_cast<double>(*signed_number);
  }
  if (const auto number = whole_number<std::uint64_t>(value)) return static_cast<double>(*number);
  return std::nullopt;
}

FieldValue plain(const json::value& value) {
  if (const json::string* const text = value.if_string()) return std::string_view(*text);
  if (const auto* const number = value.if_int64()) return *number;
  if (const auto* const number = value.if_uint64()) return *number;
  if (const auto* const number = value.if_double()) return *number;
  return {};
}

/// Unordered when the two cannot be compared.
std::partial_ordering order(const FieldValue& left, const FieldValue& right) {
  const auto* const left_text = std::get_if<std::string_view>(&left);
  const auto* const right_text = std::get_if<std::string_view>(&right);
  if (left_text != nullptr && right_text != nullptr) return *left_text <=> *right_text;
  // As whole numbers first: doubles are not exact beyond 2^53.
  const auto whole_left = whole_number<std::int64_t>(left);
  const auto whole_right = whole_number<std::int64_t>(right);
  if (whole_left && whole_right) return *whole_left <=> *whole_right;
  const auto large_left = whole_number<std::uint64_t>(left);
  const auto large_right = whole_number<std::uint64_t>(right);
  if (large_left && large_right) return *large_left <=> *large_right;
  const auto number_left = number_of(left);
  const auto number_right = number_of(right);
  if (!number_left || !number_right) return std::partial_ordering::unordered;
  return *number_left <=> *number_right;
}

bool is_ordered(Op op, std::partial_ordering found) {
  if (op == Op::gt) return found > 0;
  if (op == Op::gte) return found >= 0;
  if (op == Op::lt) return found < 0;
  return found <= 0;
}

Answer ask(const Node& node, const json::object& subject);

/// "and" is yes until a part says no, "or" no until one says yes.
Answer combine(const Node& node, const json::object& subject) {
  const Answer decided = node.op == Op::all_of ? Answer::no : Answer::yes;
  Answer result = node.op == Op::all_of ? Answer::yes : Answer::no;
  for (const Node& part : node.inner) {
    const Answer found = ask(part, subject);
    if (found == decided) return decided;
    if (found == Answer::unknown) result = Answer::unknown;
  }
  return result;
}

Answer look_through(const Node& node, const json::object& event) {
  const json::array* const exceptions = EventView(event).exceptions();
  if (exceptions == nullptr) return Answer::no;
  const Answer decided = node.op == Op::all ? Answer::no : Answer::yes;
  Answer result = node.op == Op::all ? Answer::yes : Answer::no;
  static const json::object kNothing;
  for (const json::value& element : *exceptions) {
    const json::object* const exception = element.if_object();
    const Answer found = ask(node.inner.front(), exception == nullptr ? kNothing : *exception);
    if (found == decided) return decided;
    if (found == Answer::unknown) result = Answer::unknown;
  }
  return result;
}

Answer negate(Answer found) noexcept {
  if (found == Answer::unknown) return found;
  return answer(found == Answer::no);
}

Answer ask(const Node& node, const json::object& subject) {
  switch (node.op) {
    case Op::unknown:
      return Answer::unknown;
    case Op::eq:
      return answer(is_equal(node, node.field.read(subject)));
    case Op::gt:
    case Op::gte:
    case Op::lt:
    case Op::lte:
      return answer(is_ordered(node.op, order(node.field.read(subject), plain(node.value))));
    case Op::glob: {
      const FieldValue value = node.field.read(subject);
      const auto* const text = std::get_if<std::string_view>(&value);
      return answer(text != nullptr && node.globs.matches(*text));
    }
    case Op::cidr: {
      const FieldValue value = node.field.read(subject);
      const auto* const text = std::get_if<std::string_view>(&value);
      return answer(text != nullptr && node.addresses.contains(*text));
    }
    case Op::all_of:
    case Op::any_of:
      return combine(node, subject);
    case Op::none_of:
      return negate(ask(node.inner.front(), subject));
    case Op::any:
    case Op::all:
      return look_through(node, subject);
  }
  return Answer::unknown;
}

}  // namespace

bool Condition::matches(const json::object& event) const {
  return ask(*root_, event) == Answer::yes;
}

}  // namespace picket::domain::filter
