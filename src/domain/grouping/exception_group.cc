#include "domain/grouping/exception_group.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "domain/grouping/json_read.h"

namespace picket::domain::grouping {
namespace {

using Index = std::size_t;

struct Node {
  std::optional<Index> exception;
  std::vector<std::int64_t> children;  ///< In reverse payload order.
};

/// The exceptions as a tree by their mechanism's ids.
class Tree {
 public:
  /// nullopt when an id is missing, its own parent, or there twice.
  static std::optional<Tree> build(std::span<const Exception> exceptions) {
    Tree tree(exceptions);
    for (Index left = exceptions.size(); left > 0; --left) {
      const Exception& exception = exceptions[left - 1];
      if (!exception.id || exception.id == exception.parent) return std::nullopt;
      Node& node = tree.nodes_[*exception.id];
      if (node.exception) return std::nullopt;
      node.exception = left - 1;
      if (exception.parent) tree.nodes_[*exception.parent].children.push_back(*exception.id);
    }
    return tree;
  }

  /// The exceptions below `id` that are no groups themselves: what really went wrong. False when
  /// the tree is a ring.
  bool collect_tops(std::int64_t id, std::size_t depth, std::vector<Index>& tops) const {
    if (depth > nodes_.size()) return false;
    const Node& node = nodes_.at(id);
    if (!node.exception) return true;
    if (!exceptions_[*node.exception].is_group) {
      tops.push_back(*node.exception);
      return true;
    }
    return std::all_of(node.children.begin(), node.children.end(),
                       [&](std::int64_t child) { return collect_tops(child, depth + 1, tops); });
  }

  std::optional<Index> root() const {
    const auto found = nodes_.find(0);
    return found == nodes_.end() ? std::nullopt : found->second.exception;
  }

  /// From `top` always to the first child; empty when that is a ring.
  std::vector<Index> first_path(Index top) const {
    std::vector<Index> path{top};
    while (path.size() <= exceptions_.size()) {
      const Node& node = nodes_.at(*exceptions_[path.back()].id);
      if (node.children.empty()) return path;
      path.push_back(*nodes_.at(node.children.front()).exception);
    }
    return {};
  }

 private:
  explicit Tree(std::span<const Exception> exceptions) : exceptions_(exceptions) {}

  std::span<const Exception> exceptions_;
  std::map<std::int64_t, Node> nodes_;
};

bool same_variant(const std::optional<Component>& a, const std::optional<Component>& b) noexcept {
  return a.has_value() == b.has_value() && (!a || same(*a, *b));
}

/// An old workaround of the reference: Python's SDK 3 sends groups that it wants left alone.
bool is_python_sdk_3(const Event& event) {
  const boost::json::object* const sdk = object_at(*event.json, "sdk");
  return event.platform == "python" && sdk != nullptr &&
         text_at(*sdk, "version").value_or(std::string_view{}).starts_with('3');
}

GroupFilter keep_all(std::size_t count) {
  GroupFilter all;
  all.kept.resize(count);
  std::iota(all.kept.begin(), all.kept.end(), Index{0});
  return all;
}

}  // namespace

GroupFilter filter_exception_group(const Event& event, std::span<const ByVariant> components) {
  const std::span<const Exception> exceptions = event.exceptions;
  const GroupFilter all = keep_all(exceptions.size());
  if (exceptions.size() < 2 || exceptions.size() > kMostGroupedExceptions ||
      is_python_sdk_3(event)) {
    return all;
  }
  const std::optional<Tree> tree = Tree::build(exceptions);
  if (!tree || !tree->root()) return all;

  std::vector<Index> tops;
  if (!tree->collect_tops(0, 1, tops) || tops.empty()) return all;
  std::stable_sort(tops.begin(), tops.end(), [&](Index a, Index b) {
    return exceptions[a].type.value_or("None") > exceptions[b].type.value_or("None");
  });
  const auto repeats = std::unique(tops.begin(), tops.end(), [&](Index a, Index b) {
    return same_variant(components[a].app, components[b].app) &&
           same_variant(components[a].system, components[b].system);
  });
  tops.erase(repeats, tops.end());

  if (tops.size() == 1) {
    std::vector<Index> path = tree->first_path(tops[0]);
    return path.empty() ? all : GroupFilter{std::move(path), exceptions[tops[0]].id};
  }
  tops.push_back(*tree->root());
  return {tops, std::nullopt};
}

}  // namespace picket::domain::grouping
