#include "roles/api/shapes_instance.h"

namespace picket::api {
namespace {

constexpr Member kTopicLagMembers[] = {
    {"group", kText}, {"topic", kText}, {"pending", kInteger}, {"oldestPendingSeconds", kNumber}};
constexpr ObjectShape kTopicLag{"TopicLag", kTopicLagMembers};
constexpr Member kIngestHealthMembers[] = {{"dataUntil", kDate},
                                           {"pending", kInteger},
                                           {"oldestPendingSeconds", kNumber},
                                           {"groups", list_of(kTopicLag)},
                                           {"deadLetters", kInteger},
                                           {"secondsUntilFull", kInteger.or_null()}};

constexpr Member kDeadLetterMembers[] = {{"id", kText},
                                         {"topic", kText},
                                         {"partition", kInteger},
                                         {"offset", kInteger},
                                         {"project", kText.or_null()},
                                         {"reason", kText},
                                         {"detail", kText},
                                         {"dateCreated", kDate},
                                         {"dateReplayed", kDate.or_null()}};

constexpr Shape kIds = list_of(kText);
constexpr Member kFailedMembers[] = {{"id", kText}, {"detail", kText}};
constexpr ObjectShape kFailedReplay{"FailedReplay", kFailedMembers};
constexpr Member kReplayMembers[] = {
    {"replayed", kIds}, {"failed", list_of(kFailedReplay)}, {"remaining", kInteger}};

constexpr Member kStatusMembers[] = {{"version", kText},          {"dateStarted", kDate},
                                     {"uptimeSeconds", kInteger}, {"url", kText},
                                     {"ingestUrl", kText},        {"residentBytes", kInteger},
                                     {"openFiles", kInteger},     {"schemaVersion", kInteger},
                                     {"organizations", kInteger}, {"projects", kInteger}};

constexpr Member kPartitionMembers[] = {{"group", kText},
                                        {"topic", kText},
                                        {"partition", kInteger},
                                        {"committedOffset", kInteger.or_null()},
                                        {"logStartOffset", kInteger},
                                        {"logEndOffset", kInteger},
                                        {"pending", kInteger},
                                        {"oldestPendingSeconds", kNumber}};
constexpr ObjectShape kPartitionLag{"PartitionLag", kPartitionMembers};
constexpr Member kQueueMembers[] = {{"pending", kInteger},
                                    {"oldestPendingSeconds", kNumber},
                                    {"partitions", list_of(kPartitionLag)},
                                    {"deadLetters", kInteger}};

constexpr Member kStoreMembers[] = {{"name", kText}, {"bytes", kInteger}};
constexpr ObjectShape kStore{"StoreSize", kStoreMembers};
constexpr Member kStorageDayMembers[] = {
    {"date", kDate}, {"usedBytes", kInteger}, {"freeBytes", kInteger}, {"stores", list_of(kStore)}};
constexpr ObjectShape kStorageDay{"StorageDay", kStorageDayMembers};
constexpr Member kStorageMembers[] = {{"inMemory", kFlag},
                                      {"path", kText.or_null()},
                                      {"usedBytes", kInteger},
                                      {"freeBytes", kInteger},
                                      {"stores", list_of(kStore)},
                                      {"bytesPerDay", kInteger.or_null()},
                                      {"daysUntilFull", kInteger.or_null()},
                                      {"daysKept", kInteger},
                                      {"retentionDays", kInteger},
                                      {"history", list_of(kStorageDay)}};

constexpr std::string_view kHealthWords[] = {"ok", "warn", "fail"};
constexpr Shape kHealthWord = one_of(kHealthWords);
constexpr Member kCheckMembers[] = {
    {"name", kText}, {"health", kHealthWord}, {"finding", kText}, {"remedy", kText}};
constexpr ObjectShape kCheck{"DoctorCheck", kCheckMembers};
constexpr Member kDoctorMembers[] = {
    {"health", kHealthWord}, {"dateChecked", kDate}, {"checks", list_of(kCheck)}};

}  // namespace

const ObjectShape kIngestHealth{"IngestHealth", kIngestHealthMembers};
const ObjectShape kDeadLetter{"DeadLetter", kDeadLetterMembers};
const ObjectShape kReplay{"Replay", kReplayMembers};
const ObjectShape kInstanceStatus{"InstanceStatus", kStatusMembers};
const ObjectShape kQueue{"Queue", kQueueMembers};
const ObjectShape kStorage{"Storage", kStorageMembers};
const ObjectShape kDoctor{"Doctor", kDoctorMembers};

}  // namespace picket::api
