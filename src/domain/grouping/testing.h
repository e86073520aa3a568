// For the tests of this folder: an event from JSON text, its variants, and what is in them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "domain/grouping/variants.h"

namespace picket::domain::grouping {

/// An event that was grouped, with everything that its components refer to.
class Grouped {
 public:
  explicit Grouped(boost::json::object event, const Config& config = kCurrent,
                   const GroupingRules& rules = {})
      : settings_(GroupingSettings::compile(rules, config)),
        event_(std::move(event)),
        stacktraces_(event_, *settings_, arena_),
        variants_(compute_variants(event_, *settings_, Losers::keep, stacktraces_, arena_)) {}
  explicit Grouped(std::string_view json, const Config& config = kCurrent,
                   const GroupingRules& rules = {})
      : Grouped(boost::json::parse({json.data(), json.size()}).as_object(), config, rules) {}

  const Variant* variant(std::string_view name) const {
    for (const Variant& variant : variants_.list) {
      if (variant.name == name) return &variant;
    }
    return nullptr;
  }
  std::string hash(std::string_view name) const {
    const Variant* const found = variant(name);
    return found == nullptr ? "no such variant" : found->hash;
  }
  std::string_view hint(std::string_view name) const {
    const Variant* const found = variant(name);
    return found == nullptr ? "no such variant" : found->hint;
  }
  std::vector<std::string> hashes() const {
    std::vector<std::string> hashes;
    for (const Variant& variant : variants_.list) {
      if (!variant.hash.empty()) hashes.push_back(variant.hash);
    }
    return hashes;
  }
  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const Variant& variant : variants_.list) names.emplace_back(variant.name);
    return names;
  }
  /// Values of the leaves that contribute to a variant.
  std::vector<std::string> leaves(std::string_view name) const {
    std::vector<std::string> leaves;
    const Variant* const found = variant(name);
    if (found != nullptr && found->root) collect(*found->root, leaves);
    return leaves;
  }
  /// The first component with that id in a variant, depth first; an empty one when there is none.
  Component component(std::string_view name, ComponentId id) const {
    const Variant* const found = variant(name);
    const Component* const component =
        found == nullptr || !found->root ? nullptr : find(*found->root, id);
    return component == nullptr ? Component{} : *component;
  }
  const std::string& title() const { return variants_.title; }
  std::optional<std::int64_t> main_exception_id() const { return variants_.main_exception_id; }

 private:
  static void collect(const Component& root, std::vector<std::string>& leaves) {
    if (!root.contributes) return;
    if (root.has_value) leaves.emplace_back(root.value);
    for (const Component& child : root.children) collect(child, leaves);
  }
  static const Component* find(const Component& root, ComponentId id) {
    if (root.id == id) return &root;
    for (const Component& child : root.children) {
      if (const Component* found = find(child, id)) return found;
    }
    return nullptr;
  }

  std::shared_ptr<const GroupingSettings> settings_;
  boost::json::object event_;
  Arena arena_;
  StacktraceReader stacktraces_;
  Variants variants_;
};

}  // namespace picket::domain::grouping
