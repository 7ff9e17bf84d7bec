// Where notices stack up, apart from what shows them: it is fetched after the first screen.
export { Notifications as NoticeStack } from '@mantine/notifications'
