#include "domain/fingerprint_rules/built_in.h"

#include "base/assert.h"

namespace picket::domain::fingerprint_rules {
namespace {

constexpr std::string_view kRules = R"rules(
family:javascript error.type:"ChunkLoadError" -> chunkloaderror
family:javascript error.value:"ChunkLoadError*" -> chunkloaderror
family:javascript tags.transaction:"*" message:"Hydration failed because the initial UI does not match what was rendered on the server." -> hydrationerror, {{tags.transaction}}
family:javascript tags.transaction:"*" message:"The server could not finish this Suspense boundary, likely due to an error during server rendering. Switched to client rendering." -> hydrationerror, {{tags.transaction}}
family:javascript tags.transaction:"*" message:"There was an error while hydrating this Suspense boundary. Switched to client rendering." -> hydrationerror, {{tags.transaction}}
family:javascript tags.transaction:"*" message:"There was an error while hydrating. Because the error happened outside of a Suspense boundary, the entire root will switch to client rendering." -> hydrationerror, {{tags.transaction}}
family:javascript tags.transaction:"*" message:"Text content does not match server-rendered HTML." -> hydrationerror, {{tags.transaction}}
)rules";

}  // namespace

std::shared_ptr<const RuleSet> built_in_rules() {
  static const std::shared_ptr<const RuleSet> rules = [] {
    auto compiled = RuleSet::compile(kRules);
    PICKET_ASSERT(compiled.has_value());
    return *compiled;
  }();
  return rules;
}

}  // namespace picket::domain::fingerprint_rules
