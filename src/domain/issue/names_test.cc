#include "domain/issue/names.h"

#include <gtest/gtest.h>

namespace picket::domain {
namespace {

TEST(IssueNames, AreThoseOfTheApi) {
  using enum IssueStatus;
  const std::pair<IssueStatus, std::string_view> statuses[] = {
      {unresolved, "unresolved"},
      {resolved, "resolved"},
      {ignored, "ignored"},
      {pending_deletion, "pending_deletion"},
      {deletion_in_progress, "deletion_in_progress"},
      {pending_merge, "pending_merge"},
      {reprocessing, "reprocessing"},
  };
  for (const auto& [status, name] : statuses) EXPECT_EQ(to_string(status), name);
  const std::pair<Substatus, std::string_view> substatuses[] = {
      {Substatus::none, ""},
      {Substatus::archived_until_escalating, "archived_until_escalating"},
      {Substatus::escalating, "escalating"},
      {Substatus::ongoing, "ongoing"},
      {Substatus::archived_until_condition_met, "archived_until_condition_met"},
      {Substatus::archived_forever, "archived_forever"},
      {Substatus::regressed, "regressed"},
      {Substatus::new_, "new"},
  };
  for (const auto& [substatus, name] : substatuses) EXPECT_EQ(to_string(substatus), name);
  EXPECT_EQ(to_string(Priority::low), "low");
  EXPECT_EQ(to_string(Priority::medium), "medium");
  EXPECT_EQ(to_string(Priority::high), "high");
}

TEST(IssueNames, SubstatusAndPriorityAreReadAsTheyAreWritten) {
  for (int number = 1; number <= 7; ++number) {
    const auto substatus = static_cast<Substatus>(number);
    EXPECT_EQ(parse_substatus(to_string(substatus)), substatus) << number;
  }
  for (const std::string_view other : {"", "none", "New", "unresolved"})
    EXPECT_FALSE(parse_substatus(other)) << other;
  for (const Priority priority : {Priority::low, Priority::medium, Priority::high})
    EXPECT_EQ(parse_priority(to_string(priority)), priority);
  for (const std::string_view other : {"", "High", "75"})
    EXPECT_FALSE(parse_priority(other)) << other;
}

TEST(IssueNames, PeopleGiveThreeStatuses) {
  EXPECT_EQ(parse_shown_status("unresolved"), IssueStatus::unresolved);
  EXPECT_EQ(parse_shown_status("resolved"), IssueStatus::resolved);
  EXPECT_EQ(parse_shown_status("ignored"), IssueStatus::ignored);
  EXPECT_EQ(parse_shown_status("archived"), IssueStatus::ignored);
  for (const std::string_view other : {"", "Unresolved", "pending_deletion", "reprocessing", "all"})
    EXPECT_FALSE(parse_shown_status(other)) << other;
}

TEST(IssueNames, DeletedIsDeletedFromTheFirstMoment) {
  EXPECT_TRUE(is_deleted(IssueStatus::pending_deletion));
  EXPECT_TRUE(is_deleted(IssueStatus::deletion_in_progress));
  for (const IssueStatus status :
       {IssueStatus::unresolved, IssueStatus::resolved, IssueStatus::ignored,
        IssueStatus::pending_merge, IssueStatus::reprocessing})
    EXPECT_FALSE(is_deleted(status));
}

}  // namespace
}  // namespace picket::domain
