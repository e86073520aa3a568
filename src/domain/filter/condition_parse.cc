#include <algorithm>
#include <iterator>
#include <utility>

#include "domain/filter/condition_node.h"
#include "domain/filter/fold.h"
#include "protocol/json.h"

namespace picket::domain::filter {
namespace {

namespace json = boost::json;
using Node = Condition::Node;
using Op = Node::Op;

struct OpName {
  std::string_view name;
  Op op;
};

constexpr OpName kOps[] = {
    {"eq", Op::eq},     {"gt", Op::gt},       {"gte", Op::gte},   {"lt", Op::lt},
    {"lte", Op::lte},   {"glob", Op::glob},   {"cidr", Op::cidr}, {"and", Op::all_of},
    {"or", Op::any_of}, {"not", Op::none_of}, {"any", Op::any},   {"all", Op::all},
};

Op op_named(std::string_view name) noexcept {
  const auto* const found = std::find_if(std::begin(kOps), std::end(kOps),
                                         [&](const OpName& op) { return op.name == name; });
  return found == std::end(kOps) ? Op::unknown : found->op;
}

using Parsed = Result<Node, ConditionError>;

/// One document at a time.
class Parser {
 public:
  Parsed parse(const json::value& value, bool in_list, int depth) {
    if (depth > kMaxConditionDepth) return unexpected(ConditionError::too_deep);
    if (!count(1)) return unexpected(ConditionError::too_large);
    const json::object* const object = value.if_object();
    if (object == nullptr) return unexpected(ConditionError::not_an_object);
    const std::string_view name = protocol::find_string(*object, "op");
    if (name.empty()) return unexpected(ConditionError::no_op);
    Node node;
    node.op = op_named(name);
    switch (node.op) {
      case Op::unknown:
        return node;
      case Op::eq:
      case Op::gt:
      case Op::gte:
      case Op::lt:
      case Op::lte:
      case Op::glob:
      case Op::cidr:
        return compare(std::move(node), *object, in_list);
      case Op::all_of:
      case Op::any_of:
        return combine(std::move(node), *object, in_list, depth);
      case Op::none_of:
        return wrap(std::move(node), *object, in_list, depth);
      case Op::any:
      case Op::all:
        return look_through(std::move(node), *object, in_list, depth);
    }
    return unexpected(ConditionError::no_op);
  }

 private:
  Parsed compare(Node node, const json::object& object, bool in_list) {
    const std::string_view name = protocol::find_string(object, "name");
    if (name.empty()) return unexpected(ConditionError::no_name);
    node.field = in_list ? Field::of_exception(name) : Field::of_event(name);
    const json::value* const value = object.if_contains("value");
    if (value == nullptr) return unexpected(ConditionError::bad_value);
    if (node.op == Op::glob || node.op == Op::cidr) return compare_list(std::move(node), *value);
    if (node.op != Op::eq) {
      if (!value->is_number() && !value->is_string()) return unexpected(ConditionError::bad_value);
      node.value = *value;
      return node;
    }
    const json::object* const options = protocol::find_object(object, "options");
    const json::value* const any_case =
        options == nullptr ? nullptr : options->if_contains("ignoreCase");
    node.ignore_case = any_case != nullptr && any_case->is_bool() && any_case->get_bool();
    return compare_equal(std::move(node), *value);
  }

  Parsed compare_equal(Node node, const json::value& value) {
    if (value.is_object()) return unexpected(ConditionError::bad_value);
    if (!value.is_array() && !value.is_string()) {
      node.value = value;
      return node;
    }
    auto texts = texts_of(value);
    if (!texts) return unexpected(texts.error());
    node.texts = *std::move(texts);
    node.value = json::array();
    if (node.ignore_case) {
      for (std::string& text : node.texts) text = folded(text);
    }
    return node;
  }

  Parsed compare_list(Node node, const json::value& value) {
    auto texts = texts_of(value);
    if (!texts) return unexpected(texts.error());
    if (node.op == Op::glob) {
      node.globs = GlobSet(*texts);
    } else {
      node.addresses = AddressSet(*texts);
    }
    return node;
  }

  Parsed combine(Node node, const json::object& object, bool in_list, int depth) {
    const json::array* const inner = protocol::find_array(object, "inner");
    if (inner == nullptr) return unexpected(ConditionError::bad_inner);
    for (const json::value& part : *inner) {
      auto parsed = parse(part, in_list, depth + 1);
      if (!parsed) return parsed;
      node.inner.push_back(*std::move(parsed));
    }
    return node;
  }

  Parsed wrap(Node node, const json::object& object, bool in_list, int depth) {
    const json::value* const inner = object.if_contains("inner");
    if (inner == nullptr) return unexpected(ConditionError::bad_inner);
    auto parsed = parse(*inner, in_list, depth + 1);
    if (!parsed) return parsed;
    node.inner.push_back(*std::move(parsed));
    return node;
  }

  Parsed look_through(Node node, const json::object& object, bool in_list, int depth) {
    const std::string_view name = protocol::find_string(object, "name");
    if (name.empty()) return unexpected(ConditionError::no_name);
    // Of any other list nothing is known: it has no elements that could match.
    const bool known = !in_list && is_exception_list(name);
    auto parsed = wrap(std::move(node), object, true, depth);
    if (parsed && !known) parsed->op = Op::any_of, parsed->inner.clear();
    return parsed;
  }

  Result<std::vector<std::string>, ConditionError> texts_of(const json::value& value) {
    std::vector<std::string> texts;
    if (const json::string* const text = value.if_string()) {
      texts.emplace_back(*text);
      return texts;
    }
    const json::array* const list = value.if_array();
    if (list == nullptr) return unexpected(ConditionError::bad_value);
    if (!count(list->size())) return unexpected(ConditionError::too_large);
    for (const json::value& element : *list) {
      // Other values than texts are equal to no text.
      if (const json::string* const text = element.if_string()) texts.emplace_back(*text);
    }
    return texts;
  }

  bool count(std::size_t parts) noexcept {
    if (parts > kMaxConditionParts - parts_) return false;
    parts_ += parts;
    return true;
  }

  std::size_t parts_ = 0;
};

}  // namespace

std::string_view to_string(ConditionError error) noexcept {
  switch (error) {
    case ConditionError::not_an_object:
      return "a condition has to be an object";
    case ConditionError::no_op:
      return "a condition without \"op\"";
    case ConditionError::no_name:
      return "a condition without \"name\"";
    case ConditionError::bad_value:
      return "a condition whose \"value\" is of a kind that it cannot be compared with";
    case ConditionError::bad_inner:
      return "a condition without \"inner\"";
    case ConditionError::too_deep:
      return "conditions too deep inside one another";
    case ConditionError::too_large:
      return "too many conditions and values";
  }
  return "invalid";
}

Result<Condition, ConditionError> Condition::parse(const json::value& value) {
  auto node = Parser().parse(value, false, 1);
  if (!node) return unexpected(node.error());
  return Condition(std::make_shared<const Node>(*std::move(node)));
}

}  // namespace picket::domain::filter
