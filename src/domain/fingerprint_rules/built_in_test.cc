#include "domain/fingerprint_rules/built_in.h"

#include <vector>

#include <gtest/gtest.h>

namespace picket::domain::fingerprint_rules {
namespace {

using Entries = std::vector<std::string>;

Entries found(const EventFacts& event) {
  const Rule* const rule = built_in_rules()->find(event);
  return rule == nullptr ? Entries{} : rule->fingerprint;
}

TEST(BuiltInFingerprintRules, KnowFailedChunks) {
  std::vector<ExceptionFacts> exceptions{{"ChunkLoadError", "x"}};
  EventFacts event;
  event.family = stack_rules::Family::javascript;
  event.exceptions = exceptions;
  EXPECT_EQ(found(event), Entries{"chunkloaderror"});
  exceptions[0] = {"Error", "chunkloaderror: Loading chunk 3 failed"};
  EXPECT_EQ(found(event), Entries{"chunkloaderror"});
  event.family = stack_rules::Family::other;
  EXPECT_EQ(found(event), Entries{});
}

TEST(BuiltInFingerprintRules, KnowHydrationErrorsByPage) {
  const std::vector<Tag> tags{{"transaction", "/cart"}};
  for (const char* message :
       {"Hydration failed because the initial UI does not match what was rendered on the server.",
        "The server could not finish this Suspense boundary, likely due to an error during server "
        "rendering. Switched to client rendering.",
        "There was an error while hydrating this Suspense boundary. Switched to client rendering.",
        "There was an error while hydrating. Because the error happened outside of a Suspense "
        "boundary, the entire root will switch to client rendering.",
        "text content does not match server-rendered HTML."}) {
    EventFacts event;
    event.family = stack_rules::Family::javascript;
    event.message = message;
    EXPECT_EQ(found(event), Entries{}) << message;
    event.tags = tags;
    EXPECT_EQ(found(event), (Entries{"hydrationerror", "{{ tags.transaction }}"})) << message;
  }
}

TEST(BuiltInFingerprintRules, AskNothingOfOtherFamilies) {
  EXPECT_TRUE(built_in_rules()->may_match(stack_rules::Family::javascript));
  EXPECT_FALSE(built_in_rules()->may_match(stack_rules::Family::other));
  EXPECT_FALSE(built_in_rules()->may_match(stack_rules::Family::native));
}

}  // namespace
}  // namespace picket::domain::fingerprint_rules
