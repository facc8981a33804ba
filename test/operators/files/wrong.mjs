'use tsover';

const x = 1 +;
