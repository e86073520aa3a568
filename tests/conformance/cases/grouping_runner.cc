// grouping_hashes: events and their hashes, with what is said about variants. function_trim and
// parameterization: the texts that hashes are made of.
#include <string>
#include <string_view>
#include <vector>

#include "difference.h"
#include "domain/grouping/function_trim.h"
#include "domain/grouping/testing.h"
#include "domain/parameterize/parameterize.h"
#include "protocol/json.h"
#include "runners.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
namespace grouping = picket::domain::grouping;

/// A case gives the leaves of an order instead of an event: those of two exceptions, each with a
/// frame that has a file name, and its type.
json::object event_of_leaves(const json::array& leaves) {
  json::array exceptions;
  for (std::size_t i = 0; i + 1 < leaves.size(); i += 2) {
    const json::object frame{{"filename", leaves[i]}, {"in_app", true}};
    exceptions.push_back(json::object{
        {"type", leaves[i + 1]}, {"stacktrace", json::object{{"frames", json::array{frame}}}}});
  }
  return json::object{{"exception", json::object{{"values", exceptions}}}};
}

grouping::Grouped group(const json::object& input) {
  if (const json::value* const leaves = input.if_contains("_component_values_2023_order")) {
    return grouping::Grouped(event_of_leaves(leaves->as_array()), grouping::kSentry2023);
  }
  const json::value* const rules = input.if_contains("_enhancements");
  return grouping::Grouped(
      input, grouping::kCurrent,
      {.stack_trace = rules == nullptr ? std::string_view() : rules->as_string()});
}

/// Leaves that are numbers in a case are texts here.
json::array texts(const json::array& values) {
  json::array out;
  for (const json::value& value : values) {
    out.emplace_back(value.is_string() ? value : json::value(json::serialize(value)));
  }
  return out;
}

/// What a case says about a variant, as it is here. Entries of a fingerprint are part of the hash
/// alone.
json::object describe(const grouping::Grouped& grouped, std::string_view name,
                      json::object& expected) {
  json::object is;
  const grouping::Variant* const variant = grouped.variant(name);
  if (variant == nullptr) return is;
  is["contributes"] = !variant->hash.empty();
  is["hint"] = variant->hint;
  is["value_hint"] = grouped.component(name, grouping::ComponentId::value).hint;
  if (variant->type == grouping::VariantType::component) {
    is["values"] = json::value_from(grouped.leaves(name));
    if (expected.contains("values")) expected["values"] = texts(expected["values"].as_array());
  } else {
    expected.erase("values");
  }
  expected.erase("type");
  return is;
}

void keep_expected(json::object& is, const json::object& expected) {
  for (auto it = is.begin(); it != is.end();) {
    it = expected.contains(it->key()) ? it + 1 : is.erase(it);
  }
}

}  // namespace

Verdict run_grouping(const json::object& line) {
  const grouping::Grouped grouped = group(line.at("input").as_object());
  json::object expected = line.at("expected").as_object();
  expected.erase("note");
  json::object is{{"hashes", json::value_from(grouped.hashes())}};
  if (json::value* const variants = expected.if_contains("variants")) {
    json::object& described = is["variants"].emplace_object();
    for (json::key_value_pair& variant : variants->as_object()) {
      json::object& wanted = variant.value().as_object();
      if (grouped.variant(variant.key()) == nullptr) continue;
      json::object found = describe(grouped, variant.key(), wanted);
      keep_expected(found, wanted);
      described[variant.key()] = std::move(found);
    }
  }
  if (expected.contains("normalized")) {
    is["normalized"] = grouped.component("default", grouping::ComponentId::message).value;
  }
  return difference(is, expected);
}

Verdict run_function_trim(const json::object& line) {
  const std::string_view input = line.at("input").as_string();
  const std::string_view platform = line.at("platform").as_string();
  return difference(json::value(grouping::trim_function_name(input, platform)),
                    line.at("expected"));
}

Verdict run_parameterization(const json::object& line) {
  const std::string input(line.at("input").as_string());
  const std::string output = domain::parameterize::with_placeholders(input).value_or(input);
  return difference(json::value(output), line.at("expected"));
}

}  // namespace picket::conformance
