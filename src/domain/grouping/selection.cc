#include "domain/grouping/selection.h"

#include <array>
#include <utility>

namespace picket::domain::grouping {
namespace {

struct Strategy {
  std::string_view name;
  ByVariant (*components)(Run&);
};

/// By descending score: the first that contributes wins.
constexpr std::array<Strategy, 9> kStrategies{{
    {"exception", exception_strategy},
    {"threads", threads_strategy},
    {"stacktrace", stacktrace_strategy},
    {"template", template_strategy},
    {"csp", csp_strategy},
    {"hpkp", hpkp_strategy},
    {"expectstaple", expect_staple_strategy},
    {"expectct", expect_ct_strategy},
    {"message", message_strategy},
}};

bool contributes(const std::optional<Component>& component) noexcept {
  return component && component->contributes;
}

/// A system variant that hashes the same as app would only be a second name for the same group.
void drop_same_system(ByVariant& components, Leaves& leaves) {
  if (contributes(components.app)) append_leaves(*components.app, leaves.app);
  if (!contributes(components.system)) return;
  append_leaves(*components.system, leaves.system);
  if (contributes(components.app) && leaves.app == leaves.system) {
    components.system->ignore("ignored because hash matches app variant");
  }
}

/// Where one variant has a stack trace, the one without (no frame of the application) would group
/// by less than what is known.
void drop_without_stacktrace(ByVariant& components) noexcept {
  if (!components.app || !components.system) return;
  const bool app = has_contributing_stacktrace(*components.app);
  const bool system = has_contributing_stacktrace(*components.system);
  if (system && !app) {
    components.app->ignore(
        "ignored because this variant does not have a contributing stacktrace, but the system "
        "variant does");
  } else if (app && !system) {
    components.system->ignore(
        "ignored because this variant does not have a contributing stacktrace, but the app "
        "variant does");
  }
}

std::string precedence_hint(std::string_view name, const ByVariant& winner) {
  std::string hint = "ignored because ";
  const bool app = contributes(winner.app);
  const bool system = contributes(winner.system);
  if (app) hint += "app";
  if (app && system) hint += '/';
  if (system) hint += "system";
  if (app || system) hint += ' ';
  hint += name;
  return hint + (name.ends_with('s') ? " take precedence" : " takes precedence");
}

/// The components of one variant, strategy by strategy.
class VariantBuilder {
 public:
  explicit VariantBuilder(Arena& arena) : components_(arena.make<Component>(kStrategies.size())) {}

  void add(const std::optional<Component>& component) noexcept {
    if (component) components_[count_++] = *component;
  }
  std::optional<Component> root(ComponentId id, std::string_view precedence) const noexcept {
    if (count_ == 0) return std::nullopt;
    Component root = branch(id, components_.first(count_));
    if (!root.contributes) root.hint = precedence;
    return root;
  }

 private:
  std::span<Component> components_;
  std::size_t count_ = 0;
};

void lose(std::optional<Component>& component, std::string_view precedence) noexcept {
  if (contributes(component)) component->ignore(precedence);
}

}  // namespace

Selection select_strategy(Run& run, Losers losers) {
  Selection selection;
  VariantBuilder app(run.arena);
  VariantBuilder default_variant(run.arena);
  VariantBuilder system(run.arena);
  std::string_view precedence;

  for (const Strategy& strategy : kStrategies) {
    ByVariant components = strategy.components(run);
    Leaves leaves;
    drop_same_system(components, leaves);
    drop_without_stacktrace(components);

    const bool any = contributes(components.app) || contributes(components.default_) ||
                     contributes(components.system);
    if (any && precedence.empty()) {
      precedence = run.arena.copy(precedence_hint(strategy.name, components));
      if (contributes(components.default_)) append_leaves(*components.default_, leaves.default_);
      selection.leaves = std::move(leaves);
    } else if (any) {
      lose(components.app, precedence);
      lose(components.default_, precedence);
      lose(components.system, precedence);
    }
    app.add(components.app);
    default_variant.add(components.default_);
    system.add(components.system);
    if (!precedence.empty() && losers == Losers::skip) break;
  }

  selection.roots = {.app = app.root(ComponentId::app, precedence),
                     .default_ = default_variant.root(ComponentId::default_, precedence),
                     .system = system.root(ComponentId::system, precedence)};
  return selection;
}

}  // namespace picket::domain::grouping
